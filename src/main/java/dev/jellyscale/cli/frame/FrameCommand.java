package dev.jellyscale.cli.frame;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.cli.TemporaryFolder;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what upscaling single frames costs. */
@Command(
    name = "frame",
    mixinStandardHelpOptions = true,
    description =
        "Measures single JPEG frames through a renderer, one after the other: decoding, inference,"
            + " encoding and what is spent beside them, and the renderer's memory on the way.")
public final class FrameCommand implements Callable<Integer> {
  private static final int MOST_FRAMES = 100_000;
  private static final int LEAST_FRAMES = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--frames",
      defaultValue = "500",
      description = "How many frames, at least 20 (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = "swift-x2",
      description = "Shipped model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRange.require("--frames", frames, LEAST_FRAMES, MOST_FRAMES);
    try (var folder = TemporaryFolder.make("frame")) {
      var source = ModelSource.shipped(new ModelId(model));
      var report = new FrameBench(source, frames, folder.path()).run();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonMapper.builder().build().writeValueAsString(report));
      } else {
        print(report, out);
      }
      out.flush();
      return ExitCode.OK.code();
    }
  }

  private static void print(FrameReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d JPEG frames of %s to %s by %s on %s, one after the other%n%n",
        report.frames(),
        report.input(),
        report.output(),
        report.model(),
        report.provider());
    out.println("| measured | p50 ms | p95 ms |");
    out.println("|---|---:|---:|");
    report
        .rows()
        .forEach(
            (row, measured) ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |%n",
                    row.title(),
                    measured.p50(),
                    measured.p95()));
    out.println();
    report
        .residentMiB()
        .forEach(
            (count, mebibytes) ->
                out.printf(
                    Locale.ROOT,
                    "After %d frames the renderer had %d MiB resident.%n",
                    count,
                    mebibytes));
  }
}
