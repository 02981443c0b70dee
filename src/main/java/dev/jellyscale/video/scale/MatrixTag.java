package dev.jellyscale.video.scale;

import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.VideoFacts;

/**
 * The matrix that an output must name. Players take an untagged picture of up to 576 rows for
 * BT.601 and a larger one for BT.709; an untagged source that grows across that border would change
 * its colours on the way.
 */
public final class MatrixTag {
  private static final int UNSPECIFIED = 2;
  private static final int SMPTE170M = 6;
  private static final int MOST_SD_ROWS = 576;

  private MatrixTag() {}

  /**
   * The tags of the source, with its matrix named where the larger size would change its meaning.
   */
  public static ColourTags forSize(VideoFacts source, FrameFormat output) {
    boolean meansBt601 =
        source.tags().matrix() == UNSPECIFIED && source.colour().matrix() == Matrix.BT601;
    boolean grows = source.format().height() <= MOST_SD_ROWS && output.height() > MOST_SD_ROWS;
    boolean coded = source.format().pixels().family() == Family.YUV;
    return coded && meansBt601 && grows ? source.tags().withMatrix(SMPTE170M) : source.tags();
  }
}
