package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the 8-bit form of a network is worth what it loses: on a processor alone, where the
 * network itself is too slow, and where its measured speed is well above that of the network.
 *
 * @param others all candidates, among which the network itself is looked for
 */
record EightBits(List<Candidate> others, Affordability affordability) {

  /** What it has to be faster by; below that it loses quality for next to nothing. */
  static final double LEAST_GAIN = 1.1;

  /** Why an 8-bit form is not worth it; empty where it is, and for every other network. */
  Optional<String> obstacle(Candidate candidate) {
    return candidate.worth().quantisedFrom().flatMap(origin -> obstacle(candidate, origin));
  }

  private Optional<String> obstacle(Candidate candidate, ModelId originId) {
    if (affordability.device().deviceClass() != DeviceClass.CPU) {
      return Optional.of("it computes with 8 bits, which is for processors, and this is a GPU");
    }
    var origin = others.stream().filter(other -> other.id().equals(originId)).findFirst();
    if (origin.isEmpty()) {
      return Optional.of("it is an 8-bit form of " + originId + ", which is not here");
    }
    return obstacle(candidate, origin.get());
  }

  private Optional<String> obstacle(Candidate candidate, Candidate origin) {
    if (affordability.obstacle(origin).isEmpty()) {
      return Optional.of(origin.id() + " is fast enough, too, and loses nothing to 8 bits");
    }
    var speed = affordability.estimate(candidate);
    var before = affordability.estimate(origin);
    if (speed.isEmpty() || before.isEmpty()) {
      return Optional.of(
          "what 8 bits gain is not known until it and " + origin.id() + " are measured here");
    }
    if (speed.getAsDouble() <= LEAST_GAIN * before.getAsDouble()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "8 bits do not pay here: about %.2f frames per second, and %s has %.2f without",
              speed.getAsDouble(),
              origin.id(),
              before.getAsDouble()));
    }
    return Optional.empty();
  }
}
