package dev.jellyscale.cli.doctor;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.NvencCodec;
import dev.jellyscale.video.FfmpegBuild;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The FFmpeg libraries and which of our encoders can work here. */
final class FfmpegCheckup implements Checkup {

  @Override
  public List<Check> run() {
    FfmpegLog.capture();
    var checks = new ArrayList<Check>();
    checks.add(version());
    software().forEach((name, settings) -> checks.add(encoder(name, settings, true)));
    for (var codec : NvencCodec.values()) {
      var settings = EncoderChoice.nvencDefault(codec);
      checks.add(encoder(settings.encoder(), settings, false));
    }
    return checks;
  }

  private static Map<String, EncoderSettings> software() {
    var encoders = new LinkedHashMap<String, EncoderSettings>();
    encoders.put("x264", EncoderChoice.X264_DEFAULT);
    encoders.put("x265", EncoderChoice.X265_DEFAULT);
    encoders.put("svtav1", EncoderChoice.SVT_AV1_DEFAULT);
    return encoders;
  }

  private static Check version() {
    var version = FfmpegBuild.version();
    var detail = version + ", " + FfmpegBuild.licence();
    return FfmpegBuild.hasMagicYuvFlaw(version)
        ? Check.warning(
            "ffmpeg",
            detail
                + "; it has CVE-2026-8461 (MagicYUV decoder), which no file can reach, because that"
                + " decoder is not on the list of those that may run")
        : Check.ok("ffmpeg", detail);
  }

  /** Whether an encoder works; one that needs a device may be missing without any harm. */
  private static Check encoder(String name, EncoderSettings settings, boolean expected) {
    var label = "encoder " + name;
    try {
      EncoderChoice.require(settings);
      return Check.ok(label, "works");
    } catch (Unsupported e) {
      return expected
          ? Check.problem(label, String.valueOf(e.getMessage()))
          : Check.ok(label, "not available: " + e.getMessage());
    }
  }
}
