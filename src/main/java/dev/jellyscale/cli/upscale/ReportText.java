package dev.jellyscale.cli.upscale;

import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.JobEvent.Estimated;
import dev.jellyscale.protocol.JobEvent.FolderFinished;
import dev.jellyscale.protocol.JobEvent.Interrupted;
import dev.jellyscale.protocol.UpscaleReport;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Results as text for a person. */
public final class ReportText {
  private static final int SIXTY = 60;
  private static final double KILO = 1000;

  private ReportText() {}

  static String of(UpscaleReport report) {
    var text = new StringBuilder();
    text.append(row("Input", picture(report.input())));
    text.append(row("Output", picture(report.output()) + ", " + size(report.bytes())));
    var model = report.model();
    text.append(row("Model", model.id() + " (" + model.sha256() + "), " + model.scale()));
    text.append(row("Device", device(report.device())));
    text.append(row("Frames", frames(report.frames())));
    Stream.concat(report.device().notes().stream(), report.notes().stream())
        .forEach(note -> text.append(row("Note", note)));
    return text.toString().stripTrailing();
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-8s%s%n", name, PlainText.of(value));
  }

  private static String picture(UpscaleReport.Picture picture) {
    var settings = picture.settings().isEmpty() ? "" : " (" + picture.settings() + ")";
    return "%s, %dx%d %s%s"
        .formatted(picture.file(), picture.width(), picture.height(), picture.codec(), settings);
  }

  private static String device(DeviceFacts device) {
    var text = new StringBuilder(device.provider().toString().toLowerCase(Locale.ROOT));
    if (device.tilesPerFrame() > 1) {
      text.append(", ").append(device.tilesPerFrame()).append(" tiles a frame");
    }
    new TreeMap<>(device.refused())
        .forEach(
            (provider, reason) ->
                text.append("; not ")
                    .append(provider.toString().toLowerCase(Locale.ROOT))
                    .append(" (")
                    .append(reason)
                    .append(')'));
    return text.toString();
  }

  private static String frames(UpscaleReport.Frames frames) {
    var resumed =
        frames.resumed() > 0
            ? String.format(Locale.ROOT, ", %d by an earlier run", frames.resumed())
            : "";
    return String.format(
        Locale.ROOT,
        "%d: %d inferred, %d reused%s; %.1f fps, %s in all",
        frames.total(),
        frames.inferred(),
        frames.reused(),
        resumed,
        frames.perSecond(),
        time(frames.seconds()));
  }

  static String of(Estimated estimate) {
    return String.format(
        Locale.ROOT,
        "%s: about %s for %d frames (%.1f fps, measured over %d frames), about %s",
        PlainText.of(estimate.source()),
        time(estimate.seconds()),
        estimate.frames(),
        estimate.framesPerSecond(),
        estimate.measuredFrames(),
        size(estimate.bytes()));
  }

  static String of(Interrupted interrupted) {
    return "Interrupted. %d of %d frames are kept in %s; the same command goes on from there."
        .formatted(interrupted.framesDone(), interrupted.frames(), interrupted.workDirectory());
  }

  static String of(FolderFinished folder) {
    var text = new StringBuilder();
    text.append(
        "%d finished, %d done before, %d failed, %d skipped"
            .formatted(
                folder.finished().size(),
                folder.doneBefore().size(),
                folder.failed().size(),
                folder.skipped().size()));
    folder
        .failed()
        .forEach(
            file ->
                text.append(System.lineSeparator()).append("Failed  ").append(PlainText.of(file)));
    folder
        .skipped()
        .forEach(
            file ->
                text.append(System.lineSeparator()).append("Skipped ").append(PlainText.of(file)));
    return text.toString();
  }

  /** Seconds as {@code 12.3 s} or {@code h:mm:ss}. */
  public static String time(double seconds) {
    if (seconds < SIXTY) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", whole / SIXTY / SIXTY, whole / SIXTY % SIXTY, whole % SIXTY);
  }

  /** Bytes with a decimal unit. */
  public static String size(long bytes) {
    double value = bytes;
    var units = new String[] {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (value >= KILO && unit < units.length - 1) {
      value /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
