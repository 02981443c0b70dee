package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA64BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.video.image.Strides.Sample;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Turns upscaled frames into picture files. */
public final class ImageEncoder {
  private static final int COLOURS = 3;

  /** The plane of red, green and blue in our frames. */
  private static final int[] RGB_PLANES = {2, 0, 1};

  private final ImageDecoder source;
  private final Range range;

  /**
   * @param source what the frames were made of; lives as long as this
   */
  public ImageEncoder(ImageDecoder source) {
    this.source = source;
    range = source.colour().range();
  }

  /**
   * The file of a frame without its border, with the source's transparency and colour profile where
   * its form has them.
   *
   * @param frame of the source's colour, with 16 bits for {@link PictureForm.DeepPng} and 8 for all
   *     others
   */
  public Encoded encode(Frame frame, PictureForm form) {
    return new Encoded(compressed(frame, form));
  }

  private AVPacket compressed(Frame frame, PictureForm form) {
    var view = av_frame_alloc();
    try {
      Conversion.view(frame, border(frame), view);
      return switch (form) {
        case PictureForm.Jpeg(int quality) -> jpeg(frame, view, quality);
        case PictureForm.Webp(int quality) -> webp(frame, view, quality);
        case PictureForm.Png _, PictureForm.DeepPng _ -> png(frame, view);
      };
    } finally {
      av_frame_free(view);
    }
  }

  /** A picture file in native memory, since it may be larger than the Java heap. */
  public static final class Encoded implements AutoCloseable {
    private final AVPacket packet;

    private Encoded(AVPacket packet) {
      this.packet = packet;
    }

    /** The bytes of the file, valid until it is closed. */
    public ByteBuffer bytes() {
      return packet.data().capacity(packet.size()).asByteBuffer();
    }

    @Override
    public void close() {
      av_packet_free(packet);
    }
  }

  private int border(Frame frame) {
    return source.border() * (frame.format().width() / source.format().width());
  }

  private AVPacket jpeg(Frame frame, AVFrame view, int quality) {
    if (frame.format().pixels().family() == Family.YUV && range == Range.FULL) {
      // The same planes under the name that the encoder wants for full range.
      view.format(FileEncoder.fullRange(view.format()));
      PictureTags.carry(source, view);
      return FileEncoder.jpeg(view, quality);
    }
    return converted(view, AV_PIX_FMT_YUVJ420P, Range.FULL, to -> FileEncoder.jpeg(to, quality));
  }

  private AVPacket webp(Frame frame, AVFrame view, int quality) {
    var pixels = frame.format().pixels();
    if (pixels.family() == Family.YUV
        && pixels.subsampling() == Subsampling.S420
        && range == Range.LIMITED) {
      return FileEncoder.webp(view, quality);
    }
    return converted(view, AV_PIX_FMT_YUV420P, Range.LIMITED, to -> FileEncoder.webp(to, quality));
  }

  /** Makes a file of a picture. */
  @FunctionalInterface
  private interface Compression {
    AVPacket of(AVFrame picture);
  }

  private AVPacket converted(AVFrame view, int code, Range to, Compression compression) {
    var picture = Conversion.allocate(view.width(), view.height(), code);
    try {
      new Conversion(range, to).run(view, picture);
      PictureTags.carry(source, picture);
      return compression.of(picture);
    } finally {
      av_frame_free(picture);
    }
  }

  private AVPacket png(Frame frame, AVFrame view) {
    boolean deep = frame.format().pixels().bytesPerSample() > 1;
    boolean alpha = source.hasAlpha();
    int code = alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
    if (deep) {
      code = alpha ? AV_PIX_FMT_RGBA64BE : AV_PIX_FMT_RGB48BE;
    }
    var picture = Conversion.allocate(view.width(), view.height(), code);
    try {
      if (frame.format().pixels().family() == Family.RGB) {
        interleave(frame, picture);
      } else {
        new Conversion(range, Range.FULL).run(view, picture);
      }
      if (alpha) {
        interleaveAlpha(picture);
      }
      PictureTags.carry(source, picture);
      return FileEncoder.png(picture);
    } finally {
      av_frame_free(picture);
    }
  }

  private void interleave(Frame frame, AVFrame picture) {
    var target = new SourcePlanes(picture);
    var sample = Sample.ofPlane(frame.format().pixels().bytesPerSample());
    for (int channel = 0; channel < COLOURS; channel++) {
      var from = Borders.inside(frame, RGB_PLANES[channel], border(frame));
      target
          .channel(channel)
          .fill(from, sample, target.sample(), picture.width(), picture.height());
    }
  }

  private void interleaveAlpha(AVFrame picture) {
    var target = new SourcePlanes(picture);
    try (var small = source.alpha();
        var large = small.resized(picture.width(), picture.height());
        var fitting = large.withBytes(target.sample().bytes())) {
      target
          .alpha()
          .fill(
              fitting.strides(),
              fitting.sample(),
              target.sample(),
              picture.width(),
              picture.height());
    }
  }
}
