package dev.jellyscale.cli.bench;

import dev.jellyscale.cli.bench.BenchReport.Clip;
import dev.jellyscale.cli.bench.BenchReport.Conditions;
import dev.jellyscale.cli.bench.BenchReport.Model;
import dev.jellyscale.cli.bench.BenchReport.Row;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.video.baseline.LanczosUpscaler;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import dev.jellyscale.video.request.EncoderRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** One run of the benchmark. Everything it writes is in one folder, which the caller deletes. */
final class Bench {
  private final Request request;
  private final Path folder;
  private final Consumer<String> progress;
  private final Map<Row, double[]> seconds = new EnumMap<>(Row.class);
  private long peakMiB;

  /**
   * @param folder empty
   * @param progress told a few words before each step
   */
  Bench(Request request, Path folder, Consumer<String> progress) {
    this.request = request;
    this.folder = folder;
    this.progress = progress;
  }

  BenchReport run() throws IOException, InterruptedException {
    progress.accept("making the clip");
    var file = BenchClip.make(folder, request.width, request.height, request.frames);
    var source = SourceProbe.probe(file, ProbeOptions.STRICT);
    progress.accept("opening the model");
    var network = request.engine.network();
    var output = source.facts().video().format().scaled(network.scale());
    var encoder = request.encoder.settings(output, source.facts().video().tags());
    var task = BenchTask.of(source, network, encoder);
    try (var engine = request.engine.open();
        var upscaler = task.upscaler(engine)) {
      measureStages(task, upscaler);
      measureDetour(task);
      return report(task, upscaler);
    }
  }

  private void measureStages(BenchTask task, Upscaler upscaler)
      throws IOException, InterruptedException {
    var pipeline = new PipelineBench(task, folder);
    try (var stages = new StageBench(task, upscaler, folder)) {
      for (int round = 0; round < request.rounds; round++) {
        progress.accept("stages and pipeline, round " + (round + 1));
        put(Row.DECODE, round, stages.decode());
        put(Row.INFER, round, stages.infer());
        put(Row.ENCODE, round, stages.encode());
        PeakMemory.restart();
        put(Row.PIPELINE, round, pipeline.run(upscaler));
        peakMiB = Math.max(peakMiB, PeakMemory.mebibytes());
        put(Row.ASSEMBLE, round, pipeline.assemble());
        put(Row.VERIFY, round, pipeline.verify());
        try (var lanczos = new LanczosUpscaler(upscaler.input(), task.network().scale())) {
          put(Row.LANCZOS, round, pipeline.run(lanczos));
        }
      }
    }
  }

  private void measureDetour(BenchTask task) throws IOException, InterruptedException {
    var files = Files.createDirectory(folder.resolve("detour"));
    try (var peer = new PeerProcess(task, request.engine, folder)) {
      var detour = new PngDetour(task, peer.service(), files);
      for (int round = 0; round < request.rounds; round++) {
        progress.accept("frames as PNG over HTTP, round " + (round + 1));
        put(Row.PNG_DETOUR, round, detour.run());
      }
    }
  }

  private void put(Row row, int round, double value) {
    seconds.computeIfAbsent(row, any -> new double[request.rounds])[round] = value;
  }

  private BenchReport report(BenchTask task, Upscaler upscaler) throws IOException {
    var rows = new EnumMap<Row, Measured>(Row.class);
    seconds.forEach((row, values) -> rows.put(row, Measured.of(values, task.frames())));
    var model = task.network().file();
    var settings = task.encode().settings();
    var conditions =
        new Conditions(
            ProgramVersion.VALUE,
            Machine.name(),
            new Model(model.id().value(), model.sha256()),
            new Clip(
                told(upscaler.input()), told(upscaler.output()), task.frames(), request.rounds),
            "%s %s %d".formatted(settings.encoder(), settings.preset(), settings.quality()));
    return new BenchReport(conditions, upscaler.device(), rows, peakMiB);
  }

  private static String told(FrameFormat format) {
    var pixels = format.pixels();
    return "%dx%d %s %s %d bit"
        .formatted(
            format.width(), format.height(), pixels.family(), pixels.subsampling(), pixels.depth());
  }

  /**
   * What to measure.
   *
   * @param width of the clip; even
   * @param height of the clip; even
   * @param rounds how often; the median counts
   */
  record Request(
      int width, int height, int frames, int rounds, EngineChoice engine, EncoderRequest encoder) {}
}
