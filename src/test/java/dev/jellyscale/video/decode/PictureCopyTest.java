package dev.jellyscale.video.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;
import org.junit.jupiter.api.Test;

class PictureCopyTest {
  private static final FrameFormat FORMAT =
      new FrameFormat(50, 34, new PixelFormat(Family.YUV, Subsampling.S420, 10));

  // GPUs give pictures so; no file format holds them.
  @Test
  void tenBitPicturesOfGpusKeepEveryCode() throws InterruptedException {
    var picture = p010();
    try (var copy = new PictureCopy(FORMAT);
        var pool = new FramePool(FORMAT, 1);
        var frame = pool.acquire()) {
      copy.copy(picture, frame);

      for (int row = 0; row < FORMAT.height(); row++) {
        for (int column = 0; column < FORMAT.width(); column++) {
          assertThat(sample(frame.plane(0), row * FORMAT.width() + column))
              .isEqualTo(code(picture, 0, row, column));
        }
      }
      for (int row = 0; row < FORMAT.planeHeight(1); row++) {
        for (int column = 0; column < FORMAT.planeWidth(1); column++) {
          int place = row * FORMAT.planeWidth(1) + column;
          assertThat(sample(frame.plane(1), place)).isEqualTo(code(picture, 1, row, 2 * column));
          assertThat(sample(frame.plane(2), place))
              .isEqualTo(code(picture, 1, row, 2 * column + 1));
        }
      }
    } finally {
      av_frame_free(picture);
    }
  }

  private static int sample(MemorySegment plane, int index) {
    return plane.getAtIndex(ValueLayout.JAVA_SHORT, index);
  }

  private static int code(AVFrame picture, int plane, int row, int column) {
    long place = (long) row * picture.linesize(plane) / Short.BYTES + column;
    return Short.toUnsignedInt(new ShortPointer(picture.data(plane)).get(place)) >> 6;
  }

  private static AVFrame p010() {
    var frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_P010LE).width(FORMAT.width()).height(FORMAT.height());
    assertThat(av_frame_get_buffer(frame, 0)).isZero();
    var random = new Random(3);
    fill(frame, 0, FORMAT.height(), random);
    fill(frame, 1, FORMAT.planeHeight(1), random);
    return frame;
  }

  private static void fill(AVFrame frame, int plane, int rows, Random random) {
    var samples = new ShortPointer(frame.data(plane));
    for (long i = 0; i < (long) rows * frame.linesize(plane) / Short.BYTES; i++) {
      samples.put(i, (short) (random.nextInt(1024) << 6));
    }
  }
}
