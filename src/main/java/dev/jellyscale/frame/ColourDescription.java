package dev.jellyscale.frame;

/**
 * What inference must know of a picture's colour: how codes become Y'CbCr values, how those become
 * R'G'B', and where chroma samples lie. The transfer function is not part of it: it is carried,
 * never converted.
 *
 * @param matrix Y'CbCr to R'G'B'; {@link Matrix#IDENTITY} for planes that hold R'G'B'
 * @param range which codes stand for black and white
 * @param siting where chroma samples lie between luma samples
 */
public record ColourDescription(Matrix matrix, Range range, ChromaSiting siting) {

  /** Non-constant-luminance matrices, by the coefficients of ITU-T H.273, table 4. */
  public enum Matrix {
    IDENTITY(0, 0),
    BT601(0.299, 0.114),
    BT709(0.2126, 0.0722),
    BT2020(0.2627, 0.0593);

    private final double kr;
    private final double kb;

    Matrix(double kr, double kb) {
      this.kr = kr;
      this.kb = kb;
    }

    /** Weight of red in luma. */
    public double kr() {
      return kr;
    }

    /** Weight of blue in luma. */
    public double kb() {
      return kb;
    }
  }

  /** Limited: luma 16-235 and chroma 16-240, times 2^(depth-8). Full: 0 to the largest code. */
  public enum Range {
    LIMITED,
    FULL
  }

  /** Position of a subsampled chroma sample relative to the luma samples that it covers. */
  public enum ChromaSiting {
    /** On the left column, between the rows: MPEG-2, H.264 and HEVC by default. */
    LEFT,
    /** In the middle: MPEG-1, JPEG. */
    CENTRE,
    /** On the left column and the top row: HDR and BT.2020 material. */
    TOP_LEFT
  }
}
