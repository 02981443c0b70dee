package dev.jellyscale.video.scale;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.HdrMetadata;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.protocol.VideoFacts.Crop;
import java.util.Optional;
import java.util.OptionalInt;

/** Facts of videos that exist nowhere. */
final class Videos {
  private Videos() {}

  /** A progressive 8-bit video of this shape. */
  static VideoFacts shaped(int width, int height, Rational aspect, int rotation, Crop crop) {
    return video(width, height, aspect, rotation, crop, 2);
  }

  /** A progressive 8-bit video of this size, whose matrix tag has this code of H.273. */
  static VideoFacts tagged(int width, int height, int matrix) {
    return video(width, height, new Rational(1, 1), 0, Crop.NONE, matrix);
  }

  private static VideoFacts video(
      int width, int height, Rational aspect, int rotation, Crop crop, int matrix) {
    return new VideoFacts(
        0,
        "h264",
        "h264",
        new FrameFormat(width, height, new PixelFormat(Family.YUV, Subsampling.S420, 8)),
        Optional.empty(),
        new ColourDescription(
            matrix == 1 || height > 576 ? Matrix.BT709 : Matrix.BT601,
            Range.LIMITED,
            ChromaSiting.LEFT),
        new ColourTags(2, 2, matrix, 0, 0),
        new Rational(1, 1000),
        new Rational(25, 1),
        aspect,
        OptionalInt.of(rotation),
        Optional.empty(),
        crop,
        false,
        OptionalInt.empty(),
        100,
        new HdrMetadata(Optional.empty(), Optional.empty()));
  }
}
