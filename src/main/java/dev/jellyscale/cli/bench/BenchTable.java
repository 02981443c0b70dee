package dev.jellyscale.cli.bench;

import dev.jellyscale.cli.bench.BenchReport.Row;
import dev.jellyscale.protocol.ExecutionProvider;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows a report to a person, in Markdown, so that it can stand in a document as it is. */
final class BenchTable {
  private static final int SHA_DIGITS = 12;

  private final BenchReport report;
  private final PrintWriter out;

  BenchTable(BenchReport report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    printConditions();
    out.println();
    out.println("| measured | ms/frame | frames/s | fastest - slowest ms |");
    out.println("|---|---:|---:|---:|");
    for (var row : Row.values()) {
      var measured = report.rows().get(row);
      if (measured != null) {
        out.printf(
            Locale.ROOT,
            "| %s | %.2f | %.1f | %.2f - %.2f |%n",
            row.title(),
            measured.millisecondsPerFrame(),
            measured.framesPerSecond(),
            measured.fastest(),
            measured.slowest());
      }
    }
    out.println();
    printRatios();
  }

  private void printConditions() {
    var conditions = report.conditions();
    var model = conditions.model();
    var clip = conditions.clip();
    out.printf(
        Locale.ROOT,
        "Jellyscale %s, model %s (%s), %s on %s%n",
        conditions.version(),
        model.id(),
        model.sha256().substring(0, Math.min(SHA_DIGITS, model.sha256().length())),
        lowerCase(report.device().provider()),
        conditions.machine());
    report
        .device()
        .refused()
        .forEach(
            (provider, why) ->
                out.printf(Locale.ROOT, "%s does not run it: %s%n", lowerCase(provider), why));
    out.printf(
        Locale.ROOT,
        "%d frames of %s to %s, %s, median of %d rounds%n",
        clip.frames(),
        clip.input(),
        clip.output(),
        conditions.encoder(),
        clip.rounds());
    out.printf(
        Locale.ROOT,
        "batch %d, tiles per frame %d%n",
        report.device().batch(),
        report.device().tilesPerFrame());
  }

  private void printRatios() {
    var target =
        report.device().provider() == ExecutionProvider.CPU
            ? "0.90 / (decode + inference + encode)"
            : "0.90 x the slowest stage";
    out.printf(
        Locale.ROOT,
        "The pipeline reaches %.2f times %s, which is %.1f frames/s.%n",
        report.pipelineToTarget(),
        target,
        report.targetFramesPerSecond());
    out.printf(
        Locale.ROOT,
        "It runs at %.2f times the speed of a Lanczos resize and %.2f times that of PNG over HTTP.%n",
        report.pipelineToLanczos(),
        report.pipelineToPngDetour());
    out.printf(
        Locale.ROOT,
        "While it ran the process had at most %d MiB resident.%n",
        report.peakResidentMiB());
  }

  private static String lowerCase(ExecutionProvider provider) {
    return provider.name().toLowerCase(Locale.ROOT);
  }
}
