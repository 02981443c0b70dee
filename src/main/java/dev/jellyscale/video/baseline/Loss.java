package dev.jellyscale.video.baseline;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/** A lossy codec and how much it takes away. */
public sealed interface Loss {

  /** FFmpeg's name. */
  String MPEG2 = "mpeg2video";

  /** Pictures from one intra picture of MPEG-2 to the next. */
  int MPEG2_GROUP = 12;

  /** Its codec by FFmpeg's name, which is that of the decoder too. */
  String codec();

  /**
   * H.264 by x264, preset medium.
   *
   * @param crf constant rate factor, 0 to 51; more is worse
   */
  record H264(int crf) implements Loss {
    private static final int MOST = 51;

    public H264 {
      requireWithin("CRF", crf, 0, MOST);
    }

    @Override
    public String codec() {
      return "h264";
    }

    @Override
    public String toString() {
      return "h264:" + crf;
    }
  }

  /**
   * MPEG-2 at a bit rate; which quantiser keeps to it is for the caller to find.
   *
   * @param kilobits bit rate in kbit/s at 25 pictures a second, 10 to 100,000
   */
  record Mpeg2(int kilobits) implements Loss {
    private static final int LEAST = 10;
    private static final int MOST = 100_000;

    public Mpeg2 {
      requireWithin("bit rate in kbit/s", kilobits, LEAST, MOST);
    }

    @Override
    public String codec() {
      return MPEG2;
    }

    @Override
    public String toString() {
      return "mpeg2:" + kilobits;
    }
  }

  /**
   * MPEG-2 by FFmpeg's own encoder with one quantiser for all pictures, in groups of 12 with 2
   * B-frames between others, as on DVDs.
   *
   * @param quantiser 2 to 31; more is worse
   */
  record ConstantMpeg2(int quantiser) implements Loss {
    /** The finest. */
    public static final int LEAST = 2;

    /** The coarsest. */
    public static final int MOST = 31;

    public ConstantMpeg2 {
      requireWithin("quantiser", quantiser, LEAST, MOST);
    }

    @Override
    public String codec() {
      return MPEG2;
    }
  }

  /**
   * Reads what {@code toString} writes of a loss that can be asked for.
   *
   * @throws Invalid if it is neither {@code h264:CRF} nor {@code mpeg2:KBIT}, or out of range
   */
  static Loss parse(String text) {
    var match = Form.PATTERN.matcher(text);
    if (!match.matches()) {
      throw new Invalid("'" + text + "' is neither h264:CRF nor mpeg2:KBIT");
    }
    int amount = Integer.parseInt(match.group(2));
    return match.group(1).equals("h264") ? new H264(amount) : new Mpeg2(amount);
  }

  private static void requireWithin(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Invalid("A %s of %d is not between %d and %d".formatted(what, value, least, most));
    }
  }

  /** How losses are written. */
  final class Form {
    private static final Pattern PATTERN = Pattern.compile("(h264|mpeg2):(\\d{1,6})");

    private Form() {}
  }
}
