package dev.jellyscale.video.job;

import dev.jellyscale.protocol.JobEvent;

/** Hears what a job tells. Called by one thread at a time, but not always by the same one. */
@FunctionalInterface
public interface JobListener {

  /** Must return soon: the job waits for it. */
  void hear(JobEvent event);
}
