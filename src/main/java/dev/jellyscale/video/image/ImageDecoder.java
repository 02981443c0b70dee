package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureKind;
import dev.jellyscale.video.image.Strides.Sample;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A decoded picture, upright. JPEG and lossy WebP keep their planes of luma and chroma, PNG its
 * depth of 8 or 16 bits; grey pictures become luma with chroma that says nothing.
 */
public final class ImageDecoder implements AutoCloseable {
  private static final int[] RGB_CHANNELS = {1, 2, 0};

  /** Makes the border a whole number of chroma samples. */
  private static final int BORDER_UNIT = 2;

  private final PictureHeader header;
  private final Turn turn;
  private final AVFrame picture;

  /** The same in another layout, where the picture's own planes cannot be copied one by one. */
  private final Optional<AVFrame> converted;

  private final SourcePlanes planes;
  private final FrameFormat size;
  private final int border;

  /**
   * Decodes a file.
   *
   * @param header of the same file; the caller has checked its size
   * @param border pixels around the picture that repeat its edge, an even number: many networks
   *     take what is beyond for black
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if it cannot be decoded or is not what
   *     its header says
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if its samples are of a layout
   *     that is not handled
   */
  public ImageDecoder(byte[] file, PictureHeader header, int border) {
    if (border < 0 || border % BORDER_UNIT != 0) {
      throw new IllegalArgumentException("border=" + border + " is odd or negative");
    }
    this.header = header;
    this.border = border;
    var essentials = Essentials.of(file, header.kind());
    turn = essentials.turn();
    picture = DecodedPicture.of(essentials.bytes(), header);
    Optional<AVFrame> copy = Optional.empty();
    try {
      copy = inOtherLayout(picture);
      planes = new SourcePlanes(copy.orElse(picture));
      size = upright(copy.orElse(picture));
    } catch (RuntimeException | Error e) {
      free(picture, copy);
      throw e;
    }
    converted = copy;
  }

  private static void free(AVFrame picture, Optional<AVFrame> copy) {
    copy.ifPresent(frame -> av_frame_free(frame));
    av_frame_free(picture);
  }

  /** A copy whose planes can be copied one by one; empty where those of the picture can. */
  private Optional<AVFrame> inOtherLayout(AVFrame decoded) {
    var source = new SourcePlanes(decoded);
    if (source.isPacked()) {
      return Optional.of(PackedPixels.expanded(decoded, source));
    }
    if (source.isRgb() || source.isGrey() || fits(subsampling(decoded), decoded)) {
      return Optional.empty();
    }
    int code = range() == Range.FULL ? AV_PIX_FMT_YUVJ444P : AV_PIX_FMT_YUV444P;
    var copy = Conversion.allocate(decoded.width(), decoded.height(), code);
    try {
      new Conversion(range(), range()).run(decoded, copy);
      return Optional.of(copy);
    } catch (RuntimeException e) {
      av_frame_free(copy);
      throw e;
    }
  }

  /** Chroma of odd sizes would be in another place after a turn, and 4:2:2 would become 4:4:0. */
  private boolean fits(Optional<Subsampling> chroma, AVFrame decoded) {
    boolean even = decoded.width() % 2 == 0 && decoded.height() % 2 == 0;
    return chroma.isPresent()
        && (turn == Turn.NONE
            || chroma.get() == Subsampling.S444
            || (chroma.get() == Subsampling.S420 && even));
  }

  private static Optional<Subsampling> subsampling(AVFrame decoded) {
    var layout = av_pix_fmt_desc_get(decoded.format());
    return switch (layout.log2_chroma_w() * 2 + layout.log2_chroma_h()) {
      case 0 -> Optional.of(Subsampling.S444);
      case 2 -> Optional.of(Subsampling.S422);
      case 3 -> Optional.of(Subsampling.S420);
      default -> Optional.empty();
    };
  }

  private FrameFormat upright(AVFrame plain) {
    int depth = planes.sample().bytes() * Byte.SIZE;
    PixelFormat pixels;
    if (planes.isRgb()) {
      pixels = new PixelFormat(Family.RGB, Subsampling.S444, depth);
    } else if (planes.isGrey()) {
      pixels = new PixelFormat(Family.YUV, Subsampling.S420, depth);
    } else {
      pixels = new PixelFormat(Family.YUV, subsampling(plain).orElseThrow(), depth);
    }
    return turn.swapped()
        ? new FrameFormat(plain.height(), plain.width(), pixels)
        : new FrameFormat(plain.width(), plain.height(), pixels);
  }

  private Range range() {
    return header.kind() == PictureKind.WEBP ? Range.LIMITED : Range.FULL;
  }

  /** The upright picture without border, and its planes. */
  public FrameFormat size() {
    return size;
  }

  /** The upright picture with its border, and its planes. */
  public FrameFormat format() {
    return new FrameFormat(size.width() + 2 * border, size.height() + 2 * border, size.pixels());
  }

  /** Pixels around the picture. */
  int border() {
    return border;
  }

  /** What the planes mean. */
  public ColourDescription colour() {
    if (planes.isRgb()) {
      return new ColourDescription(Matrix.IDENTITY, Range.FULL, ChromaSiting.CENTRE);
    }
    return new ColourDescription(
        Matrix.BT601, planes.isGrey() ? Range.FULL : range(), ChromaSiting.CENTRE);
  }

  /** Fills a frame of {@link #format}. Colours of invisible pixels are those of visible ones. */
  public void copyTo(Frame frame) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      if (planes.isGrey() && plane > 0) {
        SourcePlanes.fillMiddle(frame.plane(plane), planes.sample().bytes());
      } else {
        copyPlane(frame, plane);
      }
    }
    if (hasAlpha() && planes.isRgb()) {
      try (var alpha = alpha()) {
        HiddenColours.replace(frame, alpha, border);
      }
    }
    Borders.repeat(frame, border);
  }

  private void copyPlane(Frame frame, int plane) {
    var source = planes.sample();
    int channel = planes.isRgb() ? RGB_CHANNELS[plane] : plane;
    int width = size.planeWidth(plane);
    int height = size.planeHeight(plane);
    var stored = planes.channel(channel);
    var upright =
        turn.upright(stored, turn.swapped() ? height : width, turn.swapped() ? width : height);
    Borders.inside(frame, plane, border)
        .fill(upright, source, Sample.ofPlane(source.bytes()), width, height);
  }

  /** Whether pixels may be transparent. */
  boolean hasAlpha() {
    return header.alpha() && new SourcePlanes(alphaPicture()).hasAlpha();
  }

  private AVFrame alphaPicture() {
    return new SourcePlanes(picture).isPacked() ? converted.orElse(picture) : picture;
  }

  /** Transparency, upright; closed by the caller. */
  AlphaPlane alpha() {
    var source = new SourcePlanes(alphaPicture());
    var stored = source.alpha();
    var upright = turn.upright(stored, picture.width(), picture.height());
    return AlphaPlane.of(upright, source.sample(), size.width(), size.height());
  }

  /** What was decoded, with its tags; lives as long as this. */
  AVFrame picture() {
    return picture;
  }

  /** Whether it has shades of grey alone, so that its colour profile is of no use for colours. */
  boolean isGrey() {
    return planes.isGrey();
  }

  @Override
  public void close() {
    free(picture, converted);
  }
}
