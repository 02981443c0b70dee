package dev.jellyscale.api.service.metrics;

import dev.jellyscale.metrics.NodeMeter;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueueListener;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Counts who waited for a renderer, how long, and who was refused. */
@Singleton
class QueueMeters implements QueueListener {
  private final NodeMeters meters;

  QueueMeters(NodeMeters meters) {
    this.meters = meters;
  }

  void begin(@Observes StartupEvent start, Supervisor supervisor) {
    supervisor.listen((QueueListener) this);
  }

  @Override
  public void served(Priority priority, Duration waited) {
    meters.time(NodeMeter.QUEUE_WAIT_SECONDS, waited, word(priority));
  }

  @Override
  public void refused(Priority priority, Refusal why, Duration waited) {
    meters.add(NodeMeter.QUEUE_REFUSED, 1, word(priority), word(why));
  }

  /** As labels spell it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
