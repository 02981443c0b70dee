package dev.jellyscale.jobs.progress;

import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.model.ModelId;
import java.time.Duration;

/** What a change of rows adds to the figures of the node that made it. */
public sealed interface JobCount {

  /**
   * A job is planned for the first time, or again after it had failed.
   *
   * @param waited since it came to the queue, or was let go on there
   */
  record Planned(Duration waited) implements JobCount {}

  /**
   * A segment was rendered and checked.
   *
   * @param frames of the source
   */
  record SegmentDone(ModelId model, long frames) implements JobCount {}

  /** An attempt of a segment has failed, and that is counted. */
  record SegmentFailed(ModelId model) implements JobCount {}

  /**
   * Notifications have ended.
   *
   * @param state how; never pending
   */
  record NotificationsEnded(Delivery.State state, int notifications) implements JobCount {}
}
