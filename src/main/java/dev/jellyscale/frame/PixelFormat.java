package dev.jellyscale.frame;

/**
 * Which planes a picture has and what a sample is. Samples of up to 8 bits take one byte, deeper
 * ones two bytes, little endian, in the low bits.
 *
 * @param family what the planes hold, in plane order
 * @param subsampling how much smaller the planes U and V are; always {@link Subsampling#S444} for
 *     RGB
 * @param depth bits of a sample, 8 to 16
 */
public record PixelFormat(Family family, Subsampling subsampling, int depth) {

  /** Planes of every picture. */
  public static final int PLANES = 3;

  /** What the three planes hold. */
  public enum Family {
    /** Y, U, V. */
    YUV,
    /** G, B, R: the order in which FFmpeg stores planar RGB. */
    RGB
  }

  /** Size of a chroma plane relative to luma. */
  public enum Subsampling {
    S420(1, 1),
    S422(1, 0),
    S444(0, 0);

    private final int log2Width;
    private final int log2Height;

    Subsampling(int log2Width, int log2Height) {
      this.log2Width = log2Width;
      this.log2Height = log2Height;
    }

    /** Luma columns per chroma column: 1 or 2. */
    public int columns() {
      return 1 << log2Width;
    }

    /** Luma rows per chroma row: 1 or 2. */
    public int rows() {
      return 1 << log2Height;
    }
  }

  public PixelFormat {
    if (depth < 8 || depth > 16) {
      throw new IllegalArgumentException("depth=" + depth + " is not between 8 and 16 bits");
    }
    if (family == Family.RGB && subsampling != Subsampling.S444) {
      throw new IllegalArgumentException("RGB is never subsampled, but subsampling=" + subsampling);
    }
  }

  /** 1 or 2. */
  public int bytesPerSample() {
    return depth > 8 ? 2 : 1;
  }

  /** The largest code a sample can have. */
  public int maxCode() {
    return (1 << depth) - 1;
  }

  /** Columns of a plane in a picture of the given width; an odd width is rounded up. */
  public int planeWidth(int plane, int width) {
    return plane == 0 ? width : Math.ceilDiv(width, subsampling.columns());
  }

  /** Rows of a plane in a picture of the given height; an odd height is rounded up. */
  public int planeHeight(int plane, int height) {
    return plane == 0 ? height : Math.ceilDiv(height, subsampling.rows());
  }

  /** The same planes with another sample depth. */
  public PixelFormat withDepth(int bits) {
    return new PixelFormat(family, subsampling, bits);
  }
}
