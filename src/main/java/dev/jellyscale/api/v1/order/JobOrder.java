package dev.jellyscale.api.v1.order;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.publish.OutputName;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.job.VideoWish.Scale;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes a request for a job of what a caller sent, and tells all that is wrong with it. */
@Singleton
public class JobOrder {
  private final NodeJobs jobs;
  private final ModelChoice models;

  JobOrder(NodeJobs jobs, ModelChoice models) {
    this.jobs = jobs;
    this.models = models;
  }

  /**
   * What is asked for.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if it cannot be; names every field
   * @throws Conflict if a file stands at the output already
   */
  public JobRequest request(JobForm form, String caller, Optional<IdempotencyKey> key) {
    var check = new FieldCheck("body");
    var source = check.of("source", () -> source(form.source()));
    var made = RecipeOrder.of(form, models, check);
    var provider = check.of("provider", () -> provider(form.provider()));
    var priority = check.of("priority", () -> TurnFields.priority(form.priority()));
    var window = check.of("window", () -> TurnFields.window(form.window(), jobs.store()));
    var publish = PublishOrder.wish(form, jobs.roots(), check);
    var length = check.of("framesPerSegment", () -> length(form.framesPerSegment()));
    check.end();
    var wished =
        new Wished(source.orElseThrow(), made.model().orElseThrow(), made.scale(), made.encoder());
    var output = check.of("output", () -> output(form.output(), wished));
    check.end();
    OutputName.requireFree(output.orElseThrow(), jobs.roots());
    return new JobRequest(
        recipe(wished, output.get(), provider.orElseThrow(), length.orElseThrow()),
        priority.orElseThrow(),
        window.orElseThrow(),
        caller,
        publish,
        key);
  }

  private record Wished(RootedPath source, ModelId model, Scale scale, VideoWish.Encoder encoder) {}

  private static JobRecipe recipe(
      Wished wished, RootedPath output, Optional<ExecutionProvider> provider, OptionalInt length) {
    return new JobRecipe(
        wished.source(),
        output,
        wished.model(),
        wished.scale(),
        wished.encoder(),
        provider,
        length);
  }

  /** What is not there, may not be read or lies elsewhere is answered alike. */
  private RootedPath source(@Nullable String text) {
    if (text == null) {
      throw new Invalid("It is needed, such as media:films/a.mkv");
    }
    var file = RootedPath.parse(text);
    var roots = jobs.roots();
    if (!roots.folders().containsKey(file.root())) {
      throw new NotFound("There is no root '%s' but %s".formatted(file.root(), names(roots)));
    }
    boolean readable;
    try {
      readable = Files.isReadable(roots.source(file));
    } catch (NotFound | Invalid | Denied _) {
      readable = false;
    }
    if (!readable) {
      throw new NotFound("There is no file %s that this node may read".formatted(file));
    }
    return file;
  }

  private static String names(MediaRoots roots) {
    return String.join(", ", List.copyOf(roots.folders().keySet()));
  }

  private static Optional<ExecutionProvider> provider(@Nullable String word) {
    return Optional.ofNullable(word).map(text -> StateWord.parse(ExecutionProvider.class, text));
  }

  private static OptionalInt length(@Nullable Integer frames) {
    if (frames == null) {
      return OptionalInt.empty();
    }
    if (frames < 1) {
      throw new Invalid("A segment has 1 frame at least");
    }
    return OptionalInt.of(frames);
  }

  private RootedPath output(@Nullable String text, Wished wished) {
    var output =
        text == null
            ? OutputName.of(wished.source(), size(wished))
            : OutputName.requireContainer(RootedPath.parse(text));
    if (output.equals(wished.source())) {
      throw new Invalid("It cannot be the source");
    }
    jobs.roots().target(output);
    return OutputName.requireVisible(output);
  }

  private String size(Wished wished) {
    return OutputName.size(wished.scale(), () -> models.scale(wished.model()));
  }
}
