package dev.jellyscale.models.recommend;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.recommend.Recommendation.PassedOver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses a model for a source. The same question has the same answer, and nothing outside of its
 * parameters is asked. Every candidate is either the answer or passed over with a reason. What a
 * person chose stays chosen.
 */
public final class Recommender {

  /** Below this a larger picture is hardly seen, and costs as much as one twice as large. */
  private static final double LEAST_GROWTH = 1.25;

  private final SourceWish wish;
  private final List<Candidate> candidates;
  private final Affordability affordability;
  private final EightBits eightBits;
  private final PictureClass picture;

  private Recommender(SourceWish wish, List<Candidate> candidates, DeviceAbility device) {
    this.wish = wish;
    this.candidates = candidates;
    affordability = new Affordability(wish, device);
    eightBits = new EightBits(candidates, affordability);
    picture = PictureClass.of(wish.source());
  }

  /**
   * Answers which model to use.
   *
   * @param candidates what is there to choose from, each id once
   * @throws NotFound if the person's choice is not among the candidates
   */
  public static Recommendation recommend(
      SourceWish wish, List<Candidate> candidates, DeviceAbility device) {
    var recommender = new Recommender(wish, candidates, device);
    return wish.choice().map(recommender::asChosen).orElseGet(recommender::best);
  }

  /** Whether a picture of a size, as it is displayed, is best left as it is on every device. */
  public static boolean leavesAlone(Size source) {
    var wish = SourceWish.of(source, 1, Use.BATCH);
    var asked = new Recommender(wish, List.of(), new DeviceAbility(DeviceClass.CPU));
    return asked.reasonToStay().isPresent();
  }

  private Recommendation asChosen(ModelId choice) {
    var chosen =
        candidates.stream()
            .filter(candidate -> candidate.id().equals(choice))
            .findFirst()
            .orElseThrow(() -> new NotFound("No model '" + choice + "' to choose"));
    var reason = new StringBuilder(choice + " was asked for");
    obstacleHere(chosen).ifPresent(why -> reason.append(", although ").append(why));
    if (wish.roomToGrow() <= 1 && chosen.scale() > 1) {
      reason.append("; the picture fills ").append(wish.target()).append(" and does not grow");
    }
    return answer(chosen, reason + ".", other -> choice + " was asked for");
  }

  private Recommendation best() {
    var stay = reasonToStay();
    if (stay.isPresent()) {
      return leave(stay.get(), any -> "the picture is not enlarged");
    }
    var usable = candidates.stream().filter(c -> obstacle(c).isEmpty()).toList();
    double scale = Math.min(picture.wanted(), wish.roomToGrow());
    var preference = new Preference(wish, scale, new Ranks(usable));
    return usable.stream()
        .min(preference)
        .map(chosen -> chosen(chosen, preference))
        .orElseGet(
            () ->
                leave(
                    "No model for a source of " + picture + " can be used on this device.",
                    other -> obstacle(other).orElseThrow()));
  }

  private Optional<String> reasonToStay() {
    if (!picture.isEnlarged()) {
      return Optional.of("The source is " + picture + " or more, which is not enlarged.");
    }
    if (wish.roomToGrow() < LEAST_GROWTH) {
      return Optional.of(
          "The source nearly fills the target of " + wish.target() + ", so it is not enlarged.");
    }
    return Optional.empty();
  }

  /** Why a candidate cannot be chosen for anybody who did not ask for it. */
  private Optional<String> obstacle(Candidate candidate) {
    return switch (candidate.task()) {
      case RESTORE -> Optional.of("it mends pictures and does not enlarge them");
      case INTERPOLATION -> Optional.of("it is a formula and no network, as every player has one");
      case UPSCALE -> obstacleOfUpscaler(candidate);
    };
  }

  private Optional<String> obstacleOfUpscaler(Candidate candidate) {
    if (!picture.isServedBy(candidate.scale())) {
      return Optional.of(
          "its scale of " + candidate.scale() + " is not for a source of " + picture);
    }
    if (candidate.recommendedFor().isEmpty()) {
      return Optional.of("nobody has said what it is good at");
    }
    return obstacleHere(candidate);
  }

  /** Why a candidate does not suit this device. */
  private Optional<String> obstacleHere(Candidate candidate) {
    return affordability.obstacle(candidate).or(() -> eightBits.obstacle(candidate));
  }

  private Recommendation chosen(Candidate best, Preference preference) {
    var content = Preference.words(wish.content());
    var fit = preference.isForContent(best) ? "made for " : "not made for ";
    return answer(
        best,
        "%s enlarges %d times: the source is %s, the model is %s%s, and the device affords it: %s."
            .formatted(best.id(), best.scale(), picture, fit, content, affordability.speed(best)),
        other -> obstacle(other).orElseGet(() -> preference.why(best, other)));
  }

  private Recommendation answer(
      Candidate chosen, String reason, Function<Candidate, String> whyNot) {
    var others = candidates.stream().filter(c -> !c.id().equals(chosen.id())).toList();
    return new Recommendation(
        Optional.of(chosen.id()),
        chosen.scale(),
        output(chosen.scale()),
        reason,
        passedOver(others, whyNot));
  }

  private Recommendation leave(String reason, Function<Candidate, String> whyNot) {
    return new Recommendation(
        Optional.empty(), 1, wish.source(), reason, passedOver(candidates, whyNot));
  }

  private static List<PassedOver> passedOver(
      List<Candidate> others, Function<Candidate, String> whyNot) {
    var passedOver = new ArrayList<PassedOver>();
    for (var other : others) {
      passedOver.add(new PassedOver(other.id(), whyNot.apply(other)));
    }
    return passedOver;
  }

  /** As the planner of jobs does it: even sizes, inside of the target. */
  private Size output(int scale) {
    double factor = Math.min(scale, wish.roomToGrow());
    if (factor <= 1) {
      return wish.source();
    }
    return new Size(
        even(wish.source().width() * factor, wish.target().width()),
        even(wish.source().height() * factor, wish.target().height()));
  }

  private static int even(double size, int most) {
    int nearest = Math.max(2, Math.toIntExact(2 * Math.round(size / 2)));
    return nearest > most ? Math.max(1, most - most % 2) : nearest;
  }
}
