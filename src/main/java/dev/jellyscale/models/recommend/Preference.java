package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.Comparator;

/**
 * Which of two affordable models is better for a source: the right scale first, then what it is
 * made for, then the larger network, then the name so that nothing is left to chance.
 */
record Preference(SourceWish wish, double wantedScale) implements Comparator<Candidate> {

  @Override
  public int compare(Candidate first, Candidate second) {
    return Comparator.comparingDouble(this::distance)
        .thenComparingInt(this::strangeness)
        .thenComparing(Candidate::parameters, Comparator.reverseOrder())
        .thenComparing(candidate -> candidate.id().value())
        .compare(first, second);
  }

  /** Too much is better than too little, because it can be reduced; of both, the least. */
  private double distance(Candidate candidate) {
    double difference = candidate.scale() - wantedScale;
    return difference >= 0 ? difference : 100 - difference;
  }

  /** 0 for a model that is made for the content and the use, 1 for the content, 2 otherwise. */
  private int strangeness(Candidate candidate) {
    if (candidate.recommendedFor().contains(new Purpose(wish.content(), wish.use()))) {
      return 0;
    }
    return isForContent(candidate) ? 1 : 2;
  }

  /** Whether a model is made for what the source shows. */
  boolean isForContent(Candidate candidate) {
    return candidate.recommendedFor().stream().anyMatch(p -> p.content() == wish.content());
  }

  /** Why {@code best} is preferred to {@code other}. */
  String why(Candidate best, Candidate other) {
    if (best.scale() != other.scale()) {
      return "scale %d of %s suits the source better".formatted(best.scale(), best.id());
    }
    if (strangeness(best) != strangeness(other)) {
      return "%s is made for %s, %s"
          .formatted(best.id(), words(wish.content()), wish.use() == Use.LIVE ? "live" : "batch");
    }
    if (best.parameters() != other.parameters()) {
      return best.id() + " is the larger network";
    }
    return best.id() + " serves as well and comes first by name";
  }

  static String words(Content content) {
    return switch (content) {
      case LIVE_ACTION -> "live action";
      case ANIME -> "anime";
      case FILM_RESTORATION -> "film restoration";
    };
  }
}
