package dev.jellyscale.models.catalogue;

import dev.jellyscale.model.ModelId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds ids that somebody who mistyped one may have meant. */
final class SimilarIds {
  private static final int MOST = 3;
  private static final int SHORTEST_BEGINNING = 3;

  private SimilarIds() {}

  /** The nearest ids, the nearest first; none where none is near. */
  static List<ModelId> to(ModelId asked, List<ModelId> known) {
    return known.stream()
        .filter(id -> beginsAlike(asked, id) || distance(asked, id) <= mostMistakes(asked))
        .sorted(
            Comparator.comparing((ModelId id) -> !beginsAlike(asked, id))
                .thenComparingInt(id -> distance(asked, id)))
        .limit(MOST)
        .toList();
  }

  private static int mostMistakes(ModelId asked) {
    return Math.max(2, asked.value().length() / 3);
  }

  /** Whether somebody may have left out the end. */
  private static boolean beginsAlike(ModelId asked, ModelId id) {
    var beginning = asked.value().toLowerCase(Locale.ROOT);
    return beginning.length() >= SHORTEST_BEGINNING
        && id.value().toLowerCase(Locale.ROOT).startsWith(beginning);
  }

  /** Letters to insert, remove or replace. */
  private static int distance(ModelId one, ModelId other) {
    var a = one.value().toLowerCase(Locale.ROOT);
    var b = other.value().toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
