package dev.jellyscale.api.service.models.fetch;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.model.ModelId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Models that are being fetched while nobody waits. At most {@value #BOUND} are known: those that
 * ended are forgotten after an hour, or as soon as there is need. Thread-safe.
 */
final class ModelJobs implements AutoCloseable {
  static final int BOUND = 64;

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration COME_AGAIN = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, ModelJob> jobs = new LinkedHashMap<>();
  private final List<Thread> workers = new ArrayList<>();

  ModelJobs(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins to fetch a model, or finds the job that does so.
   *
   * @throws ServiceFailure with 503 if too many are under way
   */
  synchronized ModelJob start(ModelId model, ModelJob.Work work) {
    for (var job : jobs.values()) {
      if (!job.ended() && job.asked().equals(model)) {
        return job;
      }
    }
    prune();
    var id = UUID.randomUUID().toString().replace("-", "");
    var job = new ModelJob(id, model, clock.instant());
    jobs.put(id, job);
    workers.removeIf(worker -> !worker.isAlive());
    workers.add(Thread.ofVirtual().name("model-job").start(() -> job.run(work)));
    return job;
  }

  private void prune() {
    var oldest = clock.instant().minus(KEPT);
    jobs.values().removeIf(job -> job.endedAt().filter(oldest::isAfter).isPresent());
    if (jobs.size() >= BOUND) {
      var first =
          jobs.values().stream()
              .filter(ModelJob::ended)
              .min(Comparator.comparing(job -> job.endedAt().orElseThrow()))
              .orElseThrow(
                  () -> ServiceFailure.later("Too many models are being fetched", COME_AGAIN));
      jobs.remove(first.id());
    }
  }

  /**
   * A job.
   *
   * @throws ServiceFailure with 404 if there is none of that id
   */
  synchronized ModelJob find(String id) {
    var job = jobs.get(id);
    if (job == null) {
      throw ServiceFailure.of(404, "No such job, or it ended long ago");
    }
    return job;
  }

  /** Ends all work. */
  @Override
  public synchronized void close() {
    workers.forEach(Thread::interrupt);
  }
}
