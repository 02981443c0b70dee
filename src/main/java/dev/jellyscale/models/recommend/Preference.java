package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.Comparator;
import java.util.Locale;

/**
 * Which of two affordable models is better for a source: the right scale first, then what it is
 * made for, then the better pictures, then the name so that nothing is left to chance. Where
 * pictures shall be mended, what a model is made for comes before the scale: what is damaged does
 * not get better by being larger.
 */
record Preference(SourceWish wish, double wantedScale, Ranks ranks)
    implements Comparator<Candidate> {

  @Override
  public int compare(Candidate first, Candidate second) {
    var byScale = Comparator.comparingDouble(this::distance);
    var byPurpose = Comparator.comparingInt(this::strangeness);
    return (mends() ? byPurpose.thenComparing(byScale) : byScale.thenComparing(byPurpose))
        .thenComparing(ranks)
        .thenComparing(candidate -> candidate.id().value())
        .compare(first, second);
  }

  private boolean mends() {
    return wish.content() == Content.FILM_RESTORATION;
  }

  /** Too much is better than too little, because it can be reduced; of both, the least. */
  private double distance(Candidate candidate) {
    double difference = candidate.scale() - wantedScale;
    return difference >= 0 ? difference : 100 - difference;
  }

  /**
   * 0 for a model that is made for the content and the use, 1 for the content, 2 otherwise. One
   * that is made for batch jobs and fast enough to be watched serves both uses.
   */
  private int strangeness(Candidate candidate) {
    if (!isForContent(candidate)) {
      return 2;
    }
    boolean forBatch = candidate.recommendedFor().contains(new Purpose(wish.content(), Use.BATCH));
    return forBatch || wish.use() == Use.LIVE ? 0 : 1;
  }

  /** Whether a model is made for what the source shows. */
  boolean isForContent(Candidate candidate) {
    return candidate.recommendedFor().stream().anyMatch(p -> p.content() == wish.content());
  }

  /** Why {@code best} is preferred to {@code other}. */
  String why(Candidate best, Candidate other) {
    boolean sameScale = best.scale() == other.scale();
    if (strangeness(best) != strangeness(other) && (sameScale || mends())) {
      return best.id() + " is made for " + words(wish.content()) + useOf(best);
    }
    if (!sameScale) {
      return "scale %d of %s suits the source better".formatted(best.scale(), best.id());
    }
    return ranks.compare(best, other) == 0
        ? best.id() + " serves as well and comes first by name"
        : whyBetter(best, other);
  }

  /** The use that was asked for, where a model is made for exactly that. */
  private String useOf(Candidate candidate) {
    if (!candidate.recommendedFor().contains(new Purpose(wish.content(), wish.use()))) {
      return "";
    }
    return wish.use() == Use.LIVE ? ", live" : ", batch";
  }

  private static String whyBetter(Candidate best, Candidate other) {
    var gain = best.worth().psnrGain();
    var less = other.worth().psnrGain();
    if (gain.isPresent() && less.isPresent() && !gain.equals(less)) {
      return String.format(
          Locale.ROOT,
          "%s has better pictures, %.2f dB above bicubic to %.2f",
          best.id(),
          gain.get(),
          less.get());
    }
    return best.worth().parameters() > other.worth().parameters()
        ? best.id() + " is the larger network"
        : best.id() + " was measured to have better pictures than networks as large";
  }

  static String words(Content content) {
    return switch (content) {
      case LIVE_ACTION -> "live action";
      case ANIME -> "anime";
      case FILM_RESTORATION -> "film restoration";
    };
  }
}
