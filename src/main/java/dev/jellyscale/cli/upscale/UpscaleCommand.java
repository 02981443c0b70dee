package dev.jellyscale.cli.upscale;

import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.video.job.CostEstimator;
import dev.jellyscale.video.job.FolderJob;
import dev.jellyscale.video.job.JobListener;
import dev.jellyscale.video.job.UpscaleJob;
import dev.jellyscale.video.request.UpscaleRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale upscale IN OUT}. */
@Command(
    name = "upscale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Turns a video, or every video of a folder, into a larger one; keeps all its other streams.",
      "A killed or interrupted run goes on where it stopped when the same command is given again."
    })
public final class UpscaleCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "IN", description = "A video or a folder.")
  @Nullable Path source;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = "The file to write (.mp4, .m4v, .mov, .mkv), or a folder if IN is one.")
  @Nullable Path destination;

  @Mixin PictureOptions picture;
  @Mixin WorkOptions work;

  @Option(
      names = "--sample",
      paramLabel = "OUT",
      description = "Make a short clip with sound, subtitles and chapters, and upscale that.")
  @Nullable Path sample;

  @Option(
      names = "--estimate",
      description = "Render a few seconds, tell time and size of the whole, and stop.")
  boolean estimate;

  @Option(names = "--json", description = "Tell everything on standard output, one event a line.")
  boolean json;

  private ChosenModel model = ChosenModel.named(PictureOptions.DEFAULT_MODEL);

  @Override
  public Integer call() throws Exception {
    model = ChosenModel.of(picture.model);
    try (var engine = new Engine(work.engine())) {
      return sample == null ? run(engine, request(source, destination)) : runSample(engine, sample);
    }
  }

  private UpscaleRequest request(@Nullable Path from, @Nullable Path to) {
    if (from == null || (to == null && !estimate)) {
      throw new ParameterException(spec.commandLine(), "IN and OUT are needed, or --sample OUT");
    }
    // An estimate writes nothing; the container is then that of the source.
    var target = to == null ? Path.of("estimate") : to;
    return new UpscaleRequest(
        from, target, picture.wish(model.name()), work.handling(), work.resources());
  }

  private int runSample(Engine engine, Path target) throws Exception {
    if (source != null) {
      throw new ParameterException(spec.commandLine(), "--sample makes its own source: no IN");
    }
    try (var clip = SampleSource.make()) {
      return run(engine, request(clip.file(), target));
    }
  }

  private int run(Engine engine, UpscaleRequest request) throws InterruptedException {
    boolean folder = Files.isDirectory(request.source());
    var listener = listener();
    if (estimate) {
      if (folder) {
        throw new Invalid("--estimate takes one video, not a folder");
      }
      listener.hear(new CostEstimator(engine).estimate(request));
      return ExitCode.OK.code();
    }
    var job = new UpscaleJob(engine, listener);
    if (!folder) {
      job.run(request);
      return ExitCode.OK.code();
    }
    var outcome = new FolderJob(job, listener, f -> ExitCode.of(f).code()).run(request);
    return (outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED).code();
  }

  private JobListener listener() {
    var command = spec.commandLine();
    return model.noted(
        json
            ? new JsonLines(command.getOut())
            : new ProgressLines(
                command.getOut(), command.getErr(), Terminal.isWatched(), System::nanoTime));
  }
}
