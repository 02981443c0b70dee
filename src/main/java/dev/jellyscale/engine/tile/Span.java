package dev.jellyscale.engine.tile;

/**
 * One tile along one axis, in input pixels from the edge of the frame.
 *
 * @param start first pixel that the tile sees
 * @param size pixels that it sees
 * @param coreStart first pixel that it answers for: 0, or its seam with the tile before
 * @param coreEnd the pixel behind the last one that it answers for: the end of the axis, or its
 *     seam with the next tile
 */
public record Span(int start, int size, int coreStart, int coreEnd) {

  /** The pixel behind the last one that the tile sees. */
  public int end() {
    return start + size;
  }
}
