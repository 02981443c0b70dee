package dev.jellyscale.video.work;

import dev.jellyscale.protocol.FrameRange;
import java.util.List;
import java.util.TreeMap;

/**
 * What a work directory is for.
 *
 * @param layout version of the directory's own layout
 * @param ranges decided so far, in order and without gaps
 */
record Manifest(int layout, SourceFingerprint source, Recipe recipe, List<FrameRange> ranges) {

  /** The layout that this program writes and reads. */
  static final int LAYOUT = 2;

  /** Stands for one that was written by nobody we know. It serves no job. */
  static final Manifest UNREADABLE =
      new Manifest(-1, new SourceFingerprint(0, "", ""), new Recipe(new TreeMap<>()), List.of());

  Manifest {
    ranges = List.copyOf(ranges);
  }

  /** Whether segments made for the one serve the other. */
  boolean serves(SourceFingerprint otherSource, Recipe otherRecipe) {
    return layout == LAYOUT && source.equals(otherSource) && recipe.equals(otherRecipe);
  }
}
