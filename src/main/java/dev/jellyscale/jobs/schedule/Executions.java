package dev.jellyscale.jobs.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The scheduler's table, which all nodes share. Thread-safe. */
public final class Executions {
  private final SchedulerClient client;
  private final InstantSource clock;

  /**
   * @param database that holds the table
   * @param clock the database's, so that what one node schedules now is due now for all
   */
  public Executions(DataSource database, InstantSource clock) {
    client = SchedulerClient.Builder.create(database).enablePriority().build();
    this.clock = clock;
  }

  /** Sees to it that there is this execution; one that is there stays as it is. */
  void schedule(ExecutionKey key, int priority) {
    var instance =
        new TaskInstance.Builder<Void>(key.kind().task(), key.instance())
            .priority(priority)
            .build();
    client.scheduleIfNotExists(instance, clock.instant());
  }

  /** Removes an execution that nobody is at. */
  void withdraw(ExecutionKey key) {
    try {
      client.cancel(TaskInstanceId.of(key.kind().task(), key.instance()));
    } catch (TaskInstanceNotFoundException
        | TaskInstanceCurrentlyExecutingException
        | ExecutionException _) {
      // Somebody was faster; the next decision sees what became of it.
    }
  }

  /** All executions, those of other nodes included. */
  List<StandingExecution> standing() {
    var all = ScheduledExecutionsFilter.all().withIncludeUnresolved(true);
    return client.getScheduledExecutions(all).stream().flatMap(one -> told(one).stream()).toList();
  }

  private static Optional<StandingExecution> told(ScheduledExecution<?> execution) {
    var instance = execution.getTaskInstance();
    int priority = instance instanceof TaskInstance<?> known ? known.getPriority() : 0;
    return ExecutionKind.ofTask(instance.getTaskName())
        .map(
            kind ->
                new StandingExecution(
                    new ExecutionKey(kind, instance.getId()), priority, execution.isPicked()));
  }
}
