package dev.jellyscale.engine.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * The tiles along one axis of a frame: all of one size, the first at the start, the last at the
 * end, the seams in the middle of what two neighbours share. Cores follow each other without gap or
 * overlap from 0 to {@link #length}.
 */
public final class TileAxis {
  private final int length;
  private final int tileSize;
  private final Seam seam;
  private final List<Span> spans;

  private TileAxis(int length, int tileSize, Seam seam) {
    this.length = length;
    this.tileSize = tileSize;
    this.seam = seam;
    spans = List.copyOf(lay(length, tileSize, seam));
  }

  /**
   * The fewest tiles of at most {@code largest} pixels, and those as small as they can be.
   *
   * @param pixels of the frame; padded to a multiple of the seam's unit
   * @throws IllegalArgumentException if {@code largest} leaves too little beside the seams
   */
  public static TileAxis fitted(int pixels, int largest, Seam seam) {
    int unit = seam.unit();
    int length = roundUp(pixels, unit);
    int most = largest / unit * unit;
    if (length <= most) {
      return new TileAxis(length, length, seam);
    }
    requireRoom(most, seam);
    int tiles = fewest(length, most, seam);
    int shared = 2 * seam.reach();
    int size = roundUp(Math.ceilDiv(length + shared * (tiles - 1), tiles), unit);
    return new TileAxis(length, size, seam);
  }

  /**
   * Tiles of exactly {@code size} pixels. A frame that is smaller is padded to one tile.
   *
   * @throws IllegalArgumentException if {@code size} is no multiple of the seam's unit or leaves
   *     too little beside the seams
   */
  public static TileAxis ofSize(int pixels, int size, Seam seam) {
    if (size % seam.unit() != 0) {
      throw new IllegalArgumentException("size=" + size + " is no multiple of " + seam.unit());
    }
    int length = Math.max(roundUp(pixels, seam.unit()), size);
    if (length > size) {
      requireRoom(size, seam);
    }
    return new TileAxis(length, size, seam);
  }

  private static int roundUp(int pixels, int unit) {
    return Math.ceilDiv(pixels, unit) * unit;
  }

  private static void requireRoom(int size, Seam seam) {
    if (size < seam.leastTile()) {
      throw new IllegalArgumentException(
          "A tile of " + size + " pixels is too small for a reach of " + seam.reach());
    }
  }

  private static int fewest(int length, int size, Seam seam) {
    int shared = 2 * seam.reach();
    return Math.ceilDiv(length - shared, size - shared);
  }

  private static List<Span> lay(int length, int size, Seam seam) {
    if (size >= length) {
      return List.of(new Span(0, size, 0, length));
    }
    int tiles = fewest(length, size, seam);
    int unit = seam.unit();
    long slack = ((long) length - size) / unit;
    var spans = new ArrayList<Span>();
    int coreStart = 0;
    for (int i = 0; i < tiles; i++) {
      int start = unit * (int) (i * slack / (tiles - 1));
      int coreEnd = length;
      if (i < tiles - 1) {
        int next = unit * (int) ((i + 1) * slack / (tiles - 1));
        coreEnd = unit * ((start + size + next) / 2 / unit);
      }
      spans.add(new Span(start, size, coreStart, coreEnd));
      coreStart = coreEnd;
    }
    return spans;
  }

  /** Input pixels that the tiles cover: those of the frame and its padding. */
  public int length() {
    return length;
  }

  /** Size of every tile. */
  public int tileSize() {
    return tileSize;
  }

  /** How neighbours meet. */
  public Seam seam() {
    return seam;
  }

  /** From the start to the end. */
  public List<Span> spans() {
    return spans;
  }
}
