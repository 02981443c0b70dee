package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.video.baseline.Loss;
import dev.jellyscale.video.baseline.Loss.ConstantMpeg2;
import dev.jellyscale.video.baseline.LossyPass;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures after they were encoded as one sequence and decoded.
 *
 * @param pictures as many as went in
 * @param bytes size of the sequence
 */
record Recoding(List<LumaImage> pictures, long bytes) {
  private static final int FRAMES_PER_SECOND = 25;
  private static final int BITS_PER_KILOBIT = 1000;

  /**
   * What an intra picture takes of a group's bits, in shares of a mean picture; the others have the
   * rest. So one picture alone is coded as it would be among others.
   */
  private static final double INTRA_SHARES = 4;

  /**
   * Codes pictures of one size, both sides even.
   *
   * @param pictures at least one
   */
  static List<LumaImage> of(Loss loss, List<LumaImage> pictures) throws InterruptedException {
    return switch (loss) {
      case Loss.Mpeg2(int kilobits) -> atRate(kilobits, pictures);
      case Loss.H264 _, ConstantMpeg2 _ -> coded(loss, pictures).pictures;
    };
  }

  /** By the finest quantiser that keeps to the rate, or the coarsest that there is. */
  private static List<LumaImage> atRate(int kilobits, List<LumaImage> pictures)
      throws InterruptedException {
    double most = seconds(pictures.size()) * kilobits * BITS_PER_KILOBIT / Byte.SIZE;
    int fine = ConstantMpeg2.LEAST;
    int coarse = ConstantMpeg2.MOST;
    var best = coded(new ConstantMpeg2(coarse), pictures);
    while (fine < coarse) {
      int middle = (fine + coarse) / 2;
      var tried = coded(new ConstantMpeg2(middle), pictures);
      if (tried.bytes <= most) {
        coarse = middle;
        best = tried;
      } else {
        fine = middle + 1;
      }
    }
    return best.pictures;
  }

  /** How long a sequence counts for its rate: whole groups as long as they are shown. */
  static double seconds(int pictures) {
    int intra = Math.ceilDiv(pictures, Loss.MPEG2_GROUP);
    double others = (Loss.MPEG2_GROUP - INTRA_SHARES) / (Loss.MPEG2_GROUP - 1);
    return (intra * INTRA_SHARES + (pictures - intra) * others) / FRAMES_PER_SECOND;
  }

  private static Recoding coded(Loss loss, List<LumaImage> pictures) throws InterruptedException {
    var back = new ArrayList<LumaImage>();
    var format = LossyPass.format(pictures.getFirst().width(), pictures.getFirst().height());
    try (var pass = new LossyPass(loss, format);
        var pool = new FramePool(format, 1);
        var frame = pool.acquire()) {
      for (var picture : pictures) {
        LumaPlane.fill(frame, picture);
        pass.send(frame);
        while (pass.receive(frame)) {
          back.add(LumaPlane.of(frame));
        }
      }
      pass.end();
      while (pass.receive(frame)) {
        back.add(LumaPlane.of(frame));
      }
      if (back.size() != pictures.size()) {
        throw new IllegalStateException(
            "%d of %d pictures came back from %s".formatted(back.size(), pictures.size(), loss));
      }
      return new Recoding(back, pass.bytes());
    }
  }
}
