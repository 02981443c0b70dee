package dev.jellyscale.engine;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.tile.Seam;

/** How far tiles of a network must overlap. */
final class Seams {
  /** Networks that see farther than this are blended instead of cut. */
  static final int FARTHEST_CUT = 64;

  /** Pixels that two blended tiles share, half of them on each side of the seam. */
  static final int BLENDED_OVERLAP = 64;

  /** Chroma samples that the filter which enlarges chroma reads on each side. */
  private static final int CHROMA_UP = 2;

  /** The filter that makes subsampled chroma of RGB reads one more pixel on each side. */
  private static final int CHROMA_DOWN = 2;

  /** Least size over reach of a blended tile is 6; this leaves it a core of its own. */
  private static final int SIZE_OVER_REACH = 8;

  private Seams() {}

  /** The seam of tiles whose size may be chosen. */
  static Seam of(InferenceSpec spec) {
    var field = spec.network().receptiveField();
    if (field.isEmpty() || field.getAsInt() > FARTHEST_CUT) {
      return Seam.reaching(BLENDED_OVERLAP / 2, spec.unit(), true);
    }
    return Seam.reaching(reach(spec, field.getAsInt()), spec.unit(), false);
  }

  private static int reach(InferenceSpec spec, int field) {
    int enlarging = CHROMA_UP * spec.chromaUnit();
    if (spec.network().channels() == Channels.LUMA) {
      return Math.max(field, enlarging);
    }
    return spec.subsampled() ? field + enlarging + CHROMA_DOWN : field;
  }

  /**
   * The seam of tiles whose size is given: they are blended where they are too small to be cut.
   *
   * @param size of the shorter side of a tile
   */
  static Seam of(InferenceSpec spec, int size) {
    var wanted = of(spec);
    if (size >= wanted.leastTile()) {
      return wanted;
    }
    int reach = Math.max(1, size / SIZE_OVER_REACH / spec.unit()) * spec.unit();
    return new Seam(reach, spec.unit(), true);
  }
}
