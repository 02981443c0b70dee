package dev.jellyscale.video.image;

/** Quantisation tables of JPEG by the scale that libjpeg made usual. */
final class JpegTables {
  private static final int BEST = 100;
  private static final int MIDDLE = 50;
  private static final int LARGEST = 255;

  /** ITU-T T.81, table K.1, row by row. */
  private static final short[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  /** ITU-T T.81, table K.2, row by row. */
  private static final short[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  private JpegTables() {}

  /** Steps of luma, row by row. */
  static short[] luma(int quality) {
    return scaled(LUMA, quality);
  }

  /** Steps of chroma, row by row. */
  static short[] chroma(int quality) {
    return scaled(CHROMA, quality);
  }

  private static short[] scaled(short[] table, int quality) {
    int percent = quality < MIDDLE ? BEST * MIDDLE / quality : 2 * (BEST - quality);
    var scaled = new short[table.length];
    for (int i = 0; i < table.length; i++) {
      scaled[i] = (short) Math.clamp((table[i] * percent + MIDDLE) / BEST, 1, LARGEST);
    }
    return scaled;
  }
}
