package dev.jellyscale.jobs.window;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.schedule.QueueGate;
import dev.jellyscale.jobs.store.JobStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps jobs within their render windows, by the database's clock: outside of it nothing of a job
 * is planned or begun. What runs when a window closes is finished, since a segment takes about a
 * minute; checking, joining and publishing take no device and know no hours.
 */
public record WindowGate(JobStore store) implements QueueGate {

  @Override
  public Look look() {
    var windows =
        store.windows().all().stream()
            .collect(Collectors.toUnmodifiableMap(NamedWindow::name, Function.identity()));
    var now = store.database().clock().instant();
    return job -> reason(job, windows, now);
  }

  private static Optional<String> reason(Job job, Map<String, NamedWindow> windows, Instant now) {
    return switch (job.state()) {
      case JobState.Queued _, JobState.Rendering _ ->
          job.request().window().flatMap(name -> reason(name, windows, now));
      case JobState.Planning _,
          JobState.Assembling _,
          JobState.Verifying _,
          JobState.Paused _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ ->
          Optional.empty();
    };
  }

  private static Optional<String> reason(
      String name, Map<String, NamedWindow> windows, Instant now) {
    var window = windows.get(name);
    // Only of a job that was finished when its window went, and was asked for again.
    return window == null
        ? Optional.of("Its window '" + name + "' does not exist any more")
        : window.waiting(now);
  }
}
