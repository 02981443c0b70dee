package dev.jellyscale.jobs.viewers;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.schedule.QueueGate;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.ViewerRows;
import java.util.Optional;

/**
 * Keeps jobs while somebody watches: nothing of a job is planned or begun. What is rendered is
 * checked and joined all the same. Decided by rows alone, so that all nodes come to the same
 * sentence.
 */
public record ViewerGate(JobStore store) implements QueueGate {

  @Override
  public Look look() {
    var reason = reason();
    return job -> isConcerned(job) ? reason : Optional.empty();
  }

  /** To whom way is given at this moment, as a sentence; empty: to nobody. */
  public Optional<String> reason() {
    return new ViewerRows(store.database()).givenWay().map(ViewerGate::sentence);
  }

  private static String sentence(String way) {
    return way.equals(GiveWay.GPU_TRANSCODE.name())
        ? "Gives way to viewers: a GPU transcodes for somebody in Jellyfin"
        : "Gives way to viewers: somebody watches in Jellyfin";
  }

  private static boolean isConcerned(Job job) {
    return switch (job.state()) {
      case JobState.Queued _, JobState.Rendering _ -> true;
      case JobState.Planning _,
          JobState.Assembling _,
          JobState.Verifying _,
          JobState.Paused _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ ->
          false;
    };
  }
}
