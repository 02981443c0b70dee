package dev.jellyscale.cli.jobsbench;

import dev.jellyscale.cli.jobsbench.JobsBenchReport.Workers;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.VideoWish;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;

/**
 * Renders a job with a real node, and tells how long renderers rendered and how long they did not.
 *
 * @param folder has the clip as {@code media/clip.mkv}, and a folder {@code out}
 */
record WorkersBench(Path folder, ModelId model, int framesPerSegment) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int MOST_ENTRIES = 100_000;
  private static final double MILLISECONDS = 1000;

  /** Measures with so many renderers. */
  Workers measure(int renderers) throws InterruptedException {
    try (var node = new BenchNode(folder, renderers)) {
      var store = node.store();
      // Renderers start and models are opened once, which is no cost of a segment.
      finish(store, "warm-" + renderers);
      return told(store, finish(store, "film-" + renderers), renderers);
    }
  }

  private JobId finish(JobStore store, String output) throws InterruptedException {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:clip.mkv"),
            RootedPath.parse("output:" + output + ".mkv"),
            model,
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"),
                Optional.of("veryfast"),
                OptionalInt.empty(),
                OptionalInt.empty()),
            Optional.of(ExecutionProvider.CPU),
            OptionalInt.of(framesPerSegment));
    var request =
        new JobRequest(recipe, JobRequest.USUAL, Optional.empty(), "bench", Optional.empty());
    var id = store.jobs().create(request, new Cause("bench", "")).job().id();
    while (!state(store, id).kind().isFinal()) {
      Thread.sleep(BETWEEN_LOOKS);
    }
    if (state(store, id) instanceof JobState.Published) {
      return id;
    }
    throw new EngineFailure("The job of the benchmark ended as " + state(store, id), null);
  }

  private static JobState state(JobStore store, JobId id) {
    return store.jobs().find(id).orElseThrow().state();
  }

  private static Workers told(JobStore store, JobId id, int renderers) {
    var segments = store.segments().of(id);
    var history = store.history().of(id, 0, MOST_ENTRIES);
    var begin = time(history, "RUNNING", (a, b) -> a.isBefore(b) ? a : b);
    var end = time(history, "RENDERED", (a, b) -> a.isBefore(b) ? b : a);
    return new Workers(
        renderers,
        segments.size(),
        segments.getLast().frames().end(),
        segments.stream().mapToDouble(WorkersBench::seconds).sum(),
        Duration.between(begin, end).toMillis() / MILLISECONDS,
        checks(history) / segments.size());
  }

  private static double seconds(Segment segment) {
    return ((Done) segment.state()).file().seconds();
  }

  private static Instant time(
      List<HistoryEntry> history, String state, BinaryOperator<Instant> which) {
    return history.stream()
        .filter(entry -> entry.segment().isPresent() && entry.to().equals(state))
        .map(HistoryEntry::at)
        .reduce(which)
        .orElseThrow();
  }

  /** Seconds of all segments between their end and the end of their checks. */
  private static double checks(List<HistoryEntry> history) {
    double millis = 0;
    for (var entry : history) {
      if (entry.segment().isPresent()) {
        millis += entry.to().equals("DONE") ? entry.at().toEpochMilli() : 0;
        millis -= entry.to().equals("RENDERED") ? entry.at().toEpochMilli() : 0;
      }
    }
    return millis / MILLISECONDS;
  }
}
