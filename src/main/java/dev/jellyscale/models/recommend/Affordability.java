package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether the device can do what a model asks of it. */
record Affordability(SourceWish wish, DeviceAbility device) {

  /** Live playback needs room for decoding, encoding and hard scenes. */
  static final double LIVE_RESERVE = 1.2;

  /** A film of two hours may take 40 hours and no more. */
  static final double SLOWEST_BATCH = 1.0 / 20;

  /** Why a model is out of reach; empty where it is affordable. */
  Optional<String> obstacle(Candidate candidate) {
    if (!device.reaches(candidate.smallestDevice())) {
      return Optional.of(
          "it needs " + words(candidate.smallestDevice()) + ", which this device is not");
    }
    var speed = estimate(candidate);
    if (speed.isEmpty()) {
      return Optional.of("nobody has measured its speed on this device");
    }
    if (speed.getAsDouble() < needed()) {
      return Optional.of("it is too slow here: " + speed(candidate));
    }
    return Optional.empty();
  }

  /** Frames per second at the source's size; empty where nobody has measured. */
  OptionalDouble estimate(Candidate candidate) {
    return SpeedEstimate.at(wish.source(), candidate.measured());
  }

  /** Frames per second that the use asks for. */
  double needed() {
    return wish.framesPerSecond() * (wish.use() == Use.LIVE ? LIVE_RESERVE : SLOWEST_BATCH);
  }

  /** Its speed beside the one that is needed, in words; for a model that was measured. */
  String speed(Candidate candidate) {
    return String.format(
        Locale.ROOT,
        "about %.2f frames per second at %s, and %s needs %.2f",
        estimate(candidate).orElseThrow(),
        wish.source(),
        wish.use() == Use.LIVE ? "live playback" : "a batch job",
        needed());
  }

  private static String words(DeviceClass wanted) {
    return switch (wanted) {
      case CPU -> "a processor";
      case GPU -> "a GPU";
      case LARGE_GPU -> "a GPU with 12 GiB of memory";
    };
  }
}
