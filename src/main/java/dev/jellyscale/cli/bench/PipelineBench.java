package dev.jellyscale.cli.bench;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.video.encode.SegmentWriter;
import dev.jellyscale.video.pipeline.Pipeline;
import dev.jellyscale.video.remux.Assembler;
import dev.jellyscale.video.remux.AssemblySpec;
import dev.jellyscale.video.remux.Container;
import dev.jellyscale.video.remux.OutputVerifier;
import dev.jellyscale.video.remux.Provenance;
import dev.jellyscale.video.remux.RemuxPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures what a job does with the clip: the three stages side by side, then the file. */
final class PipelineBench {
  private final BenchTask task;
  private final Path segment;
  private final Path output;

  PipelineBench(BenchTask task, Path folder) {
    this.task = task;
    segment = folder.resolve("pipeline.segment");
    output = folder.resolve("pipeline.mkv");
  }

  /** Seconds from opening the clip to a segment on the disk. */
  double run(Upscaler upscaler) throws InterruptedException {
    var watch = new Stopwatch().start();
    try (var pipeline = new Pipeline(upscaler);
        var reader = task.reader();
        var writer = SegmentWriter.open(segment, task.encode())) {
      pipeline.run(reader::read, writer::write, reused -> {});
      writer.finish();
    }
    return watch.stop().seconds();
  }

  /** Seconds to join the segment of the last run and the clip's other streams to one file. */
  double assemble() {
    var watch = new Stopwatch().start();
    Assembler.assemble(spec(), output);
    return watch.stop().seconds();
  }

  /** Seconds to verify the assembled file, which is deleted. */
  double verify() throws IOException {
    var watch = new Stopwatch().start();
    OutputVerifier.verify(output, spec());
    double seconds = watch.stop().seconds();
    Files.delete(output);
    return seconds;
  }

  private AssemblySpec spec() {
    var model = task.network().file();
    var provenance =
        new Provenance(
            ProgramVersion.VALUE,
            model.id().value(),
            model.sha256(),
            Integer.toString(task.network().scale()),
            task.encode().settings().encoder(),
            "benchmark");
    return new AssemblySpec(
        task.source(),
        RemuxPlan.plan(task.source(), Container.MATROSKA, false),
        List.of(segment),
        task.encode(),
        Optional.empty(),
        provenance);
  }
}
