package dev.jellyscale.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.avutil.avutil_license;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the FFmpeg libraries that are loaded. */
public final class FfmpegBuild {
  private static final Pattern VERSION = Pattern.compile("n?(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

  private FfmpegBuild() {}

  /** Its version, such as {@code 8.0.1}. */
  public static String version() {
    return av_version_info().getString();
  }

  /** The licence that its configuration gave it. */
  public static String licence() {
    return avutil_license().getString();
  }

  /** Whether an encoder was compiled in; whether a device can run it is another question. */
  public static boolean hasEncoder(String name) {
    return avcodec_find_encoder_by_name(name) != null;
  }

  /**
   * Whether a version has CVE-2026-8461, a flaw in the MagicYUV decoder that was mended in 7.1.5,
   * 8.0.3 and 8.1.2. Versions of another form count as vulnerable.
   */
  public static boolean hasMagicYuvFlaw(String version) {
    var parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return true;
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    return patch(parts) < firstMended(major, minor);
  }

  private static int patch(Matcher parts) {
    return parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
  }

  /** The first patch level of a release line without the flaw. */
  private static int firstMended(int major, int minor) {
    if (major == 7 && minor == 1) {
      return 5;
    }
    if (major == 8 && minor == 0) {
      return 3;
    }
    if (major == 8 && minor == 1) {
      return 2;
    }
    return major < 8 ? Integer.MAX_VALUE : 0;
  }
}
