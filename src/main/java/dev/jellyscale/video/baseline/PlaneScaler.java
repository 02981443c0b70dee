package dev.jellyscale.video.baseline;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.ffmpeg.PlaneView;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Owner of an swscale context between two sizes and pixel formats. Used by one thread. */
final class PlaneScaler implements AutoCloseable {
  private static final int AV_FRAME_PLANES = 8;

  private final SwsContext context;
  private final int rows;
  private boolean closed;

  /**
   * @param in pixel format as FFmpeg's code
   * @param filter one of swscale's {@code SWS_*} flags
   */
  PlaneScaler(Side in, Side out, int filter) {
    SwsFilter none = new SwsFilter(null);
    context =
        sws_getContext(
            in.width,
            in.height,
            in.pixels,
            out.width,
            out.height,
            out.pixels,
            filter,
            none,
            none,
            (DoublePointer) null);
    if (context == null) {
      throw new IllegalStateException("swscale does not go from " + in + " to " + out);
    }
    rows = in.height;
  }

  /** Resizes planes of ours. */
  void scale(Frame in, Frame out) {
    try (var source = new Planes(in);
        var target = new Planes(out)) {
      run(source.pointers, source.strides, target.pointers, target.strides);
    }
  }

  /** Converts planes of ours to a picture of FFmpeg's. */
  void scale(Frame in, AVFrame out) {
    try (var source = new Planes(in)) {
      run(source.pointers, source.strides, out.data(), out.linesize());
    }
  }

  /** Converts a picture of FFmpeg's to planes of ours. */
  void scale(AVFrame in, Frame out) {
    try (var target = new Planes(out)) {
      run(in.data(), in.linesize(), target.pointers, target.strides);
    }
  }

  private void run(
      PointerPointer<?> from, IntPointer fromStrides, PointerPointer<?> to, IntPointer toStrides) {
    check(sws_scale(context, from, fromStrides, 0, rows, to, toStrides), "resize a picture");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      sws_freeContext(context);
    }
  }

  /**
   * One end of a conversion.
   *
   * @param pixels FFmpeg's {@code AVPixelFormat}
   */
  record Side(int width, int height, int pixels) {

    static Side of(FrameFormat format) {
      return new Side(format.width(), format.height(), PixelCode.of(format.pixels()));
    }
  }

  /** The arrays in which swscale takes planes. The planes stay the frame's. */
  private static final class Planes implements AutoCloseable {
    private final PointerPointer<PlaneView> pointers = new PointerPointer<>(AV_FRAME_PLANES);
    private final IntPointer strides = new IntPointer(AV_FRAME_PLANES);

    Planes(Frame frame) {
      var format = frame.format();
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        pointers.put(plane, new PlaneView(frame.plane(plane)));
        strides.put(plane, format.planeWidth(plane) * format.pixels().bytesPerSample());
      }
    }

    @Override
    public void close() {
      pointers.close();
      strides.close();
    }
  }
}
