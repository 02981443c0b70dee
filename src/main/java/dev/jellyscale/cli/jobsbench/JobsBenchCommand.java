package dev.jellyscale.cli.jobsbench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.cli.TemporaryFolder;
import dev.jellyscale.cli.bench.BenchClip;
import dev.jellyscale.cli.bench.Machine;
import dev.jellyscale.cli.jobsbench.JobsBenchReport.Looks;
import dev.jellyscale.cli.jobsbench.JobsBenchReport.Workers;
import dev.jellyscale.model.ModelId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what jobs cost beside their rendering. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description =
        "Measures what a segment of a job costs beside its rendering, how long a look at a short"
            + " and at a long queue takes, and two renderers against one, with a node and a"
            + " database of its own. Takes minutes; run it on an idle machine.")
public final class JobsBenchCommand implements Callable<Integer> {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int FEW = 10;
  private static final int MOST_QUEUED = 100_000;
  private static final int MOST_FRAMES = 10_000;
  private static final int MOST_SEGMENTS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--frames",
      defaultValue = "240",
      description = "Frames of 640x360 in a segment (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--segments",
      defaultValue = "4",
      description = "Segments of a job (default: ${DEFAULT-VALUE}).")
  private int segments;

  @Option(
      names = "--queued",
      defaultValue = "10000",
      description = "Jobs of the long queue (default: ${DEFAULT-VALUE}).")
  private int queued;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = "swift-x2",
      description = "Shipped model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(names = "--json", description = "Print one JSON object instead of the tables.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRange.require("--frames", frames, 1, MOST_FRAMES);
    OptionRange.require("--segments", segments, 1, MOST_SEGMENTS);
    OptionRange.require("--queued", queued, FEW, MOST_QUEUED);
    try (var folder = TemporaryFolder.make("jobs")) {
      var report = run(folder.path());
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

  private JobsBenchReport run(Path folder) throws IOException, InterruptedException {
    double load = Machine.load();
    tell("queues of %d and %d jobs".formatted(FEW, queued));
    var queue = new QueueBench(folder);
    var looks = List.of(queue.measure(FEW), queue.measure(queued));
    tell("a clip of %d frames".formatted(segments * frames));
    var media = Files.createDirectory(folder.resolve("media"));
    Files.createDirectory(folder.resolve("out"));
    BenchClip.make(media, WIDTH, HEIGHT, segments * frames);
    var bench = new WorkersBench(folder, new ModelId(model), frames);
    tell("one renderer");
    var one = bench.measure(1);
    tell("two renderers");
    var two = bench.measure(2);
    return new JobsBenchReport(Machine.name(), load, model, looks, List.of(one, two));
  }

  private void tell(String step) {
    spec.commandLine().getErr().println("bench: " + step + " ...");
  }

  private static void print(JobsBenchReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s on %s, %.1f processes wanted a core before%n%n",
        report.model(),
        report.machine(),
        report.load());
    out.println("| queued jobs | a look, median ms | slowest ms |");
    out.println("|---:|---:|---:|");
    report.looks().forEach(looks -> print(looks, out));
    out.println();
    out.println(
        "| renderers | frames/s | s rendering a segment | ms of a renderer beside it | share |"
            + " s until checked |");
    out.println("|---:|---:|---:|---:|---:|---:|");
    report.workers().forEach(workers -> print(workers, out));
  }

  private static void print(Looks looks, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "| %d | %.2f | %.2f |%n",
        looks.queued(),
        looks.medianMillis(),
        looks.slowestMillis());
  }

  private static void print(Workers workers, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.2f | %.0f | %.2f %% | %.2f |%n",
        workers.renderers(),
        workers.framesPerSecond(),
        workers.renderSeconds() / workers.segments(),
        workers.besideMillis(),
        100 * workers.besideShare(),
        workers.checkSeconds());
  }
}
