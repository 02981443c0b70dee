package dev.jellyscale.video.image;

/** How a stored picture has to be turned to be upright: the eight orientations of EXIF. */
enum Turn {
  NONE(false, false, false),
  MIRRORED(false, true, false),
  HALF(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  RIGHT(true, false, true),
  TRANSVERSED(true, true, true),
  LEFT(true, true, false);

  private final boolean swapped;
  private final boolean columnsBackwards;
  private final boolean rowsBackwards;

  /**
   * @param swapped whether rows become columns
   * @param columnsBackwards whether stored columns are read from the last to the first
   * @param rowsBackwards whether stored rows are
   */
  Turn(boolean swapped, boolean columnsBackwards, boolean rowsBackwards) {
    this.swapped = swapped;
    this.columnsBackwards = columnsBackwards;
    this.rowsBackwards = rowsBackwards;
  }

  /** The turn that EXIF means by a number; none where it means nothing. */
  static Turn of(int orientation) {
    return orientation < 1 || orientation > values().length ? NONE : values()[orientation - 1];
  }

  /** Whether width and height change places. */
  boolean swapped() {
    return swapped;
  }

  /**
   * Upright samples in the place of stored ones.
   *
   * @param width stored columns
   * @param height stored rows
   */
  Strides upright(Strides stored, int width, int height) {
    long start = stored.start();
    long across = stored.column();
    long down = stored.row();
    if (columnsBackwards) {
      start += (width - 1) * across;
      across = -across;
    }
    if (rowsBackwards) {
      start += (height - 1) * down;
      down = -down;
    }
    return swapped
        ? new Strides(stored.memory(), start, down, across)
        : new Strides(stored.memory(), start, across, down);
  }
}
