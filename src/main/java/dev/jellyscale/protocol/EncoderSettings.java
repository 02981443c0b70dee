package dev.jellyscale.protocol;

/**
 * How the output video is encoded: a closed set of encoders with typed options and no free FFmpeg
 * arguments.
 */
public sealed interface EncoderSettings {

  /** FFmpeg's name of the encoder. */
  String encoder();

  /** Preset in the encoder's own words. */
  String preset();

  /** Constant quality in the encoder's own scale. */
  int quality();

  /** H.264 by x264. */
  record X264(X26xPreset speed, int quality) implements EncoderSettings {
    public X264 {
      requireWithin("crf", quality, 0, 51);
    }

    @Override
    public String encoder() {
      return "libx264";
    }

    @Override
    public String preset() {
      return speed.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** HEVC by x265; Main10 for 10 bit. */
  record X265(X26xPreset speed, int quality) implements EncoderSettings {
    public X265 {
      requireWithin("crf", quality, 0, 51);
    }

    @Override
    public String encoder() {
      return "libx265";
    }

    @Override
    public String preset() {
      return speed.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** AV1 by SVT-AV1, 8 and 10 bit 4:2:0. */
  record SvtAv1(int speed, int quality) implements EncoderSettings {
    public SvtAv1 {
      requireWithin("preset", speed, 0, 13);
      requireWithin("crf", quality, 1, 63);
    }

    @Override
    public String encoder() {
      return "libsvtav1";
    }

    @Override
    public String preset() {
      return Integer.toString(speed);
    }
  }

  /** H.264, HEVC or AV1 by an NVIDIA GPU. */
  record Nvenc(NvencCodec codec, int speed, int quality) implements EncoderSettings {
    public Nvenc {
      requireWithin("preset", speed, 1, 7);
      requireWithin("cq", quality, 1, 51);
    }

    @Override
    public String encoder() {
      return codec.encoder;
    }

    @Override
    public String preset() {
      return "p" + speed;
    }
  }

  /** Speed of x264 and x265, fastest first. */
  enum X26xPreset {
    ULTRAFAST,
    SUPERFAST,
    VERYFAST,
    FASTER,
    FAST,
    MEDIUM,
    SLOW,
    SLOWER,
    VERYSLOW
  }

  /** What an NVIDIA GPU encodes to. */
  enum NvencCodec {
    H264("h264_nvenc"),
    HEVC("hevc_nvenc"),
    AV1("av1_nvenc");

    private final String encoder;

    NvencCodec(String encoder) {
      this.encoder = encoder;
    }
  }

  private static void requireWithin(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new dev.jellyscale.error.JellyscaleException.Invalid(
          name + "=" + value + " is not between " + low + " and " + high);
    }
  }
}
