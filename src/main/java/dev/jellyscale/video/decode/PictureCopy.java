package dev.jellyscale.video.decode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.ffmpeg.PlaneView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Copies decoded pictures into our planes: row by row where the layout is the same, through swscale
 * where it is not. Codes keep their range; nothing is scaled but chroma that is coarser than any
 * layout of ours.
 */
final class PictureCopy implements AutoCloseable {
  private static final int FLAGS =
      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
  private static final int FIXED_ONE = 1 << 16;

  private final FrameFormat format;
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetRows = new IntPointer(4);
  private SwsContext sws = new SwsContext(null);

  /**
   * @param format of the frames that pictures are copied into
   */
  PictureCopy(FrameFormat format) {
    this.format = format;
  }

  /** Whether pictures of this {@code AVPixelFormat} have our layout already. */
  boolean isDirect(int pixelCode) {
    return PixelCode.format(pixelCode).equals(Optional.of(format.pixels()));
  }

  /** Fills the planes of {@code to}; both have the same size. */
  void copy(AVFrame from, Frame to) {
    if (isDirect(from.format())) {
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        copyPlane(from, to, plane);
      }
    } else if (isGray(from.format())) {
      copyPlane(from, to, 0);
      fillWithoutColour(to.plane(1));
      fillWithoutColour(to.plane(2));
    } else {
      convert(from, to);
    }
  }

  private void copyPlane(AVFrame from, Frame to, int plane) {
    int rowBytes = format.planeWidth(plane) * format.pixels().bytesPerSample();
    av_image_copy_plane(
        new PlaneView(to.plane(plane)),
        rowBytes,
        from.data(plane),
        from.linesize(plane),
        rowBytes,
        format.planeHeight(plane));
  }

  // swscale takes gray for full range and would stretch it.
  private static boolean isGray(int pixelCode) {
    var description = av_pix_fmt_desc_get(pixelCode);
    int depth = description.comp(0).depth();
    return description.nb_components() == 1
        && (depth == Byte.SIZE || depth == 10 || depth == 12 || depth == Short.SIZE)
        && (description.flags() & AV_PIX_FMT_FLAG_HWACCEL) == 0
        && PixelCode.isLittleEndian(pixelCode);
  }

  private void fillWithoutColour(MemorySegment plane) {
    int middle = 1 << (format.pixels().depth() - 1);
    if (format.pixels().bytesPerSample() == 1) {
      plane.fill((byte) middle);
      return;
    }
    for (long i = 0; i < plane.byteSize(); i += Short.BYTES) {
      plane.set(ValueLayout.JAVA_SHORT_UNALIGNED, i, (short) middle);
    }
  }

  private void convert(AVFrame from, Frame to) {
    prepare(from);
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      target.put(plane, new PlaneView(to.plane(plane)));
      targetRows.put(plane, format.planeWidth(plane) * format.pixels().bytesPerSample());
    }
    check(
        sws_scale(sws, from.data(), from.linesize(), 0, format.height(), target, targetRows),
        "convert a picture");
  }

  private void prepare(AVFrame from) {
    var before = sws.address();
    sws =
        sws_getCachedContext(
            sws,
            format.width(),
            format.height(),
            from.format(),
            format.width(),
            format.height(),
            PixelCode.of(format.pixels()),
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (sws == null) {
      throw new IllegalStateException(
          "swscale has no way from " + PixelCode.name(from.format()) + " to " + format);
    }
    if (sws.address() != before) {
      var same = sws_getCoefficients(SWS_CS_DEFAULT);
      sws_setColorspaceDetails(sws, same, 0, same, 0, 0, FIXED_ONE, FIXED_ONE);
    }
  }

  @Override
  public void close() {
    target.close();
    targetRows.close();
    if (sws != null && !sws.isNull()) {
      sws_freeContext(sws);
    }
  }
}
