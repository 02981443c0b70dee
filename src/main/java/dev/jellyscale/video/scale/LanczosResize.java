package dev.jellyscale.video.scale;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY12LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_LANCZOS;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.ffmpeg.PlaneView;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Resizes pictures by a Lanczos filter with three lobes, widened where it reduces. Nothing else
 * changes: neither colour nor depth, and chroma keeps its siting. Used by one thread at a time.
 */
final class LanczosResize implements AutoCloseable {
  private static final int FLAGS = SWS_LANCZOS | SWS_ACCURATE_RND | SWS_BITEXACT;

  /** Chroma half a pixel beside the first luma sample, in libswscale's 256ths of a pixel. */
  private static final int BETWEEN = 128;

  /** Chroma on the first luma sample. */
  private static final int ON = 0;

  /** Where there is nothing to say: the plane is not subsampled in this direction. */
  private static final int UNSAID = -513;

  private final FrameFormat from;
  private final FrameFormat to;
  private final SwsContext context;
  private final PointerPointer<Pointer> source = new PointerPointer<>(PixelFormat.PLANES + 1L);
  private final PointerPointer<Pointer> target = new PointerPointer<>(PixelFormat.PLANES + 1L);
  private final IntPointer sourceStrides = new IntPointer(PixelFormat.PLANES + 1L);
  private final IntPointer targetStrides = new IntPointer(PixelFormat.PLANES + 1L);

  /**
   * @param to of the same pixel format as {@code from}
   */
  LanczosResize(FrameFormat from, FrameFormat to, ChromaSiting siting) {
    if (!from.pixels().equals(to.pixels())) {
      throw new IllegalArgumentException(from + " and " + to + " differ in more than their size");
    }
    this.from = from;
    this.to = to;
    context = sws_alloc_context();
    if (context == null) {
      closePointers();
      throw new OutOfMemoryError("No memory for a resize");
    }
    try {
      describe(siting);
      check(sws_init_context(context, null, null), "open a resize from " + from + " to " + to);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void describe(ChromaSiting siting) {
    int code = planeByPlane() ? grayCode(from.pixels().depth()) : PixelCode.of(from.pixels());
    context.src_w(from.width()).src_h(from.height()).src_format(code);
    context.dst_w(to.width()).dst_h(to.height()).dst_format(code);
    context.flags(FLAGS);
    var subsampling = from.pixels().subsampling();
    int across = siting == ChromaSiting.CENTRE ? BETWEEN : ON;
    int down = siting == ChromaSiting.TOP_LEFT ? ON : BETWEEN;
    int horizontal = subsampling == Subsampling.S444 ? UNSAID : across;
    int vertical = subsampling == Subsampling.S420 ? down : UNSAID;
    context.src_h_chr_pos(horizontal).src_v_chr_pos(vertical);
    context.dst_h_chr_pos(horizontal).dst_v_chr_pos(vertical);
  }

  /** Whether planes are resized one by one: libswscale would turn RGB into Y'CbCr and back. */
  private boolean planeByPlane() {
    return from.pixels().family() == Family.RGB;
  }

  private static int grayCode(int depth) {
    return switch (depth) {
      case 8 -> AV_PIX_FMT_GRAY8;
      case 10 -> AV_PIX_FMT_GRAY10LE;
      case 12 -> AV_PIX_FMT_GRAY12LE;
      case 16 -> AV_PIX_FMT_GRAY16LE;
      default -> throw new IllegalArgumentException("No planes of " + depth + " bits");
    };
  }

  /** Fills planes and stamp of {@code output} from {@code input}; both stay the caller's. */
  void resize(Frame input, Frame output) {
    if (planeByPlane()) {
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        setPlane(0, plane, input, output);
        run();
      }
    } else {
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        setPlane(plane, plane, input, output);
      }
      run();
    }
    output.stampLike(input);
  }

  private void setPlane(int slot, int plane, Frame input, Frame output) {
    int sampleBytes = from.pixels().bytesPerSample();
    source.put(slot, new PlaneView(input.plane(plane)));
    target.put(slot, new PlaneView(output.plane(plane)));
    sourceStrides.put(slot, from.planeWidth(plane) * sampleBytes);
    targetStrides.put(slot, to.planeWidth(plane) * sampleBytes);
  }

  private void run() {
    int rows = sws_scale(context, source, sourceStrides, 0, from.height(), target, targetStrides);
    check(rows, "resize a picture");
    if (rows != to.height()) {
      throw new IllegalStateException("A resize gave " + rows + " rows of " + to.height());
    }
  }

  private void closePointers() {
    source.close();
    target.close();
    sourceStrides.close();
    targetStrides.close();
  }

  @Override
  public void close() {
    if (!source.isNull()) {
      sws_freeContext(context);
      closePointers();
    }
  }
}
