package dev.jellyscale.jobs.work;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.schedule.ExecutionKey;
import dev.jellyscale.jobs.schedule.ExecutionWork;

/** All work for jobs on a node. */
public final class JobWork implements ExecutionWork {
  private final Workshop workshop;
  private final RunningAttempts running;

  public JobWork(Workshop workshop, RunningAttempts running) {
    this.workshop = workshop;
    this.running = running;
  }

  @Override
  public void run(ExecutionKey key) throws InterruptedException {
    switch (key.kind()) {
      case PLAN -> new Planning(workshop, running.steps()).run(new JobId(key.instance()));
      case SEGMENT_CPU, SEGMENT_CUDA, SEGMENT_TENSORRT ->
          new SegmentRendering(workshop, running).run(Segment.Key.parse(key.instance()));
      case CHECK -> new Checking(workshop, running.steps()).run(Segment.Key.parse(key.instance()));
      case ASSEMBLE -> new Joining(workshop, running.steps()).run(new JobId(key.instance()));
    }
  }
}
