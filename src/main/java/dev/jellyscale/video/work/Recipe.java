package dev.jellyscale.video.work;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything besides the source that decides what finished segments look like, as words. Segments
 * of equal recipes can stand in one file.
 *
 * @param terms what each thing is set to, by its name
 */
public record Recipe(SortedMap<String, String> terms) {

  public Recipe {
    terms = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }
}
