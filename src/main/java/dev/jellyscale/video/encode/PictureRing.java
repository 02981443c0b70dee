package dev.jellyscale.video.encode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A few of FFmpeg's own pictures, filled in turn, so that no picture is allocated per frame. One is
 * enough for an encoder that copies its input at once; for others the ring grows to its bound.
 */
final class PictureRing implements AutoCloseable {
  private static final int MAX_PICTURES = 3;

  private final FrameFormat format;
  private final int pixelCode;
  private final List<AVFrame> pictures = new ArrayList<>();

  PictureRing(FrameFormat format, int pixelCode) {
    this.format = format;
    this.pixelCode = pixelCode;
  }

  private AVFrame allocate() {
    var picture = av_frame_alloc();
    if (picture == null) {
      throw new OutOfMemoryError("No memory for a picture");
    }
    picture.width(format.width());
    picture.height(format.height());
    picture.format(pixelCode);
    int result = av_frame_get_buffer(picture, 0);
    if (result < 0) {
      av_frame_free(picture);
    }
    check(result, "allocate a picture of " + format);
    return picture;
  }

  /** A picture with the samples and the time of {@code frame}; the ring keeps it. */
  AVFrame filled(Frame frame) {
    var picture = writable();
    if (pixelCode == AV_PIX_FMT_P010LE) {
      HighBitPacking.toP010(frame, plane(picture, 0), plane(picture, 1));
    } else {
      for (int i = 0; i < PixelFormat.PLANES; i++) {
        copyPlane(frame, i, plane(picture, i));
      }
    }
    picture.pts(frame.pts());
    picture.duration(frame.duration());
    return picture;
  }

  private AVFrame writable() {
    for (var picture : pictures) {
      if (av_frame_is_writable(picture) > 0) {
        return picture;
      }
    }
    if (pictures.size() < MAX_PICTURES) {
      var added = allocate();
      pictures.add(added);
      return added;
    }
    // The encoder holds all of them: the oldest gets new memory.
    var oldest = pictures.removeFirst();
    pictures.addLast(oldest);
    check(av_frame_make_writable(oldest), "allocate a picture of " + format);
    return oldest;
  }

  private static Rows plane(AVFrame picture, int plane) {
    int stride = picture.linesize(plane);
    var start = MemorySegment.ofAddress(picture.data(plane).address());
    return new Rows(start, stride);
  }

  private void copyPlane(Frame frame, int index, Rows target) {
    long rowBytes = (long) format.planeWidth(index) * format.pixels().bytesPerSample();
    int rows = format.planeHeight(index);
    var source = frame.plane(index);
    var memory = target.memory(rows);
    if (target.stride() == rowBytes) {
      MemorySegment.copy(source, 0, memory, 0, rowBytes * rows);
      return;
    }
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(source, row * rowBytes, memory, (long) row * target.stride(), rowBytes);
    }
  }

  /** Rows of a picture in native memory, {@code stride} bytes apart. */
  record Rows(MemorySegment start, int stride) {
    MemorySegment memory(int rows) {
      return start.reinterpret((long) stride * rows);
    }
  }

  @Override
  public void close() {
    pictures.forEach(picture -> av_frame_free(picture));
    pictures.clear();
  }
}
