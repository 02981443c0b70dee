package dev.jellyscale.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.protocol.EncoderSettings.NvencCodec;
import dev.jellyscale.protocol.EncoderSettings.SvtAv1;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X265;
import dev.jellyscale.protocol.EncoderSettings.X26xPreset;
import dev.jellyscale.protocol.HdrMetadata;
import dev.jellyscale.protocol.Rational;
import java.util.List;
import java.util.Optional;

/**
 * Which encoder makes which output. Unless the user says otherwise x264 makes 8-bit SDR up to
 * 1920x1080, and x265 everything deeper, larger, HDR or RGB.
 */
public final class EncoderChoice {
  /** x264 where nothing else is said: preset faster, CRF 18. */
  public static final EncoderSettings X264_DEFAULT = new X264(X26xPreset.FASTER, 18);

  /** x265 where nothing else is said: preset faster, CRF 20. */
  public static final EncoderSettings X265_DEFAULT = new X265(X26xPreset.FASTER, 20);

  /** SVT-AV1 where nothing else is said: preset 8, CRF 28. */
  public static final EncoderSettings SVT_AV1_DEFAULT = new SvtAv1(8, 28);

  private static final int NVENC_PRESET = 5;
  private static final int NVENC_CQ = 21;

  private static final int LONG_SIDE_1080P = 1920;
  // 1080p is often coded with 1088 rows.
  private static final int SHORT_SIDE_1080P = 1088;

  // Transfer functions by ITU-T H.273.
  private static final int PQ = 16;
  private static final int HLG = 18;

  private EncoderChoice() {}

  /** NVENC where nothing else is said: preset p5, CQ 21. */
  public static EncoderSettings nvencDefault(NvencCodec codec) {
    return new Nvenc(codec, NVENC_PRESET, NVENC_CQ);
  }

  /**
   * The encoder for an output when the user names none.
   *
   * @param tags of the source, which the output keeps
   */
  public static EncoderSettings defaultFor(FrameFormat output, ColourTags tags) {
    boolean large =
        Math.max(output.width(), output.height()) > LONG_SIDE_1080P
            || Math.min(output.width(), output.height()) > SHORT_SIDE_1080P;
    boolean deep = output.pixels().depth() > 8;
    boolean rgb = output.pixels().family() == Family.RGB;
    return large || deep || rgb || isHdr(tags) ? X265_DEFAULT : X264_DEFAULT;
  }

  /** Whether the transfer function is PQ or HLG. */
  public static boolean isHdr(ColourTags tags) {
    return tags.transfer() == PQ || tags.transfer() == HLG;
  }

  /**
   * The format of frames that an encoder takes for pictures like {@code wanted}: the same planes
   * with the smallest depth that loses nothing, or else the largest that the encoder has.
   *
   * @throws Unsupported if the encoder has no such planes at any depth
   */
  public static FrameFormat accepted(EncoderSettings settings, FrameFormat wanted) {
    var depths = depths(settings, wanted.pixels());
    if (depths.isEmpty()) {
      throw new Unsupported(
          "The encoder %s cannot encode %s %s pictures"
              .formatted(
                  settings.encoder(), wanted.pixels().family(), wanted.pixels().subsampling()));
    }
    int depth =
        depths.stream()
            .filter(d -> d >= wanted.pixels().depth())
            .findFirst()
            .orElse(depths.getLast());
    return new FrameFormat(wanted.width(), wanted.height(), wanted.pixels().withDepth(depth));
  }

  /** Depths that an encoder has for such planes, smallest first. */
  private static List<Integer> depths(EncoderSettings settings, PixelFormat pixels) {
    boolean rgb = pixels.family() == Family.RGB;
    boolean halved = pixels.subsampling() == Subsampling.S420;
    return switch (settings) {
      case X264 _ -> rgb ? List.of() : List.of(8, 10);
      case X265 _ -> List.of(8, 10, 12);
      case SvtAv1 _ -> halved ? List.of(8, 10) : List.of();
      case Nvenc(var codec, _, _) ->
          !halved ? List.of() : codec == NvencCodec.H264 ? List.of(8) : List.of(8, 10);
    };
  }

  /**
   * Returns if an encoder can work here. An NVIDIA encoder is opened for a moment to find out.
   *
   * @throws Unsupported if this build does not have it, or no device can run it
   */
  public static void require(EncoderSettings settings) {
    if (avcodec_find_encoder_by_name(settings.encoder()) == null) {
      throw new Unsupported("This build of FFmpeg does not have the encoder " + settings.encoder());
    }
    if (settings instanceof Nvenc) {
      requireDevice(settings);
    }
  }

  private static void requireDevice(EncoderSettings settings) {
    var small = new FrameFormat(256, 256, new PixelFormat(Family.YUV, Subsampling.S420, 8));
    var appearance =
        new EncodeSpec.Appearance(
            new ColourTags(2, 2, 2, 0, 0),
            new HdrMetadata(Optional.empty(), Optional.empty()),
            Rational.UNKNOWN);
    var timing = new EncodeSpec.Timing(new Rational(1, 25), new Rational(25, 1));
    try (var encoder = VideoEncoder.open(new EncodeSpec(settings, small, timing, appearance, 1))) {
      encoder.header();
    } catch (EngineFailure e) {
      throw new Unsupported(
          "No NVIDIA GPU of this machine offers the encoder " + settings.encoder());
    }
  }
}
