package dev.jellyscale.jobs.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Picks executions and has them done: as many at a time as it has threads, the highest priority
 * first, and only those whose kinds it was given. An execution whose node has given no sign of life
 * for four heartbeats is removed, unless the database was away a moment ago; the rows then tell
 * that nobody is at the work.
 */
public final class ExecutionRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ExecutionRunner.class.getName());

  /** Signs of life that may be missing in a row. */
  private static final int MISSED_HEARTBEATS = 4;

  /** Executions of kinds that no node has at present wait for as long as that. */
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private final Scheduler scheduler;
  private final ExecutionWork work;
  private final Runnable changed;
  private final Connection connection;

  /**
   * What it serves.
   *
   * @param name unique among all runners of all nodes, at every start anew
   * @param kinds that it picks
   * @param threads executions at a time
   * @param rhythm how often it looks and lives
   */
  public record Place(String name, Set<ExecutionKind> kinds, int threads, Rhythm rhythm) {
    public Place {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * Times between two signs of life and two looks at the table.
   *
   * @param stop how long work may take to end when the runner is closed; then it is interrupted
   */
  public record Rhythm(Duration heartbeat, Duration poll, Duration stop) {
    /** A node that disappears is noticed after 16 s; its work is free 8 s later at most. */
    public static final Rhythm USUAL =
        new Rhythm(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(8));

    /** As long as a node may be silent until it counts as gone and its work is given to others. */
    public static final Duration ALIVE = USUAL.heartbeat().multipliedBy(MISSED_HEARTBEATS);
  }

  /** The table, and who reads it with. */
  public record Table(DataSource database, InstantSource clock, boolean skipsLocked) {}

  /**
   * Makes a runner; it picks nothing before {@link #start}.
   *
   * @param changed told whenever an execution has ended
   */
  public ExecutionRunner(Table table, Place place, ExecutionWork work, Runnable changed) {
    SchedulerLog.quieten();
    this.work = work;
    this.changed = changed;
    connection = new Connection(place.rhythm().heartbeat(), System::nanoTime);
    List<Task<?>> tasks = place.kinds().stream().<Task<?>>map(this::task).toList();
    var builder =
        Scheduler.create(table.database(), tasks)
            .schedulerName(new SchedulerName.Fixed(place.name()))
            .clock(table.clock()::instant)
            .threads(place.threads())
            .pollingInterval(place.rhythm().poll())
            .heartbeatInterval(place.rhythm().heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(place.rhythm().stop())
            .deleteUnresolvedAfter(FOR_EVER)
            .failureLogging(LogLevel.WARN, true)
            .addSchedulerListener(connection)
            .enablePriority();
    // More than the threads can take at once would be locked without signs of life.
    scheduler =
        table.skipsLocked()
            ? builder.pollUsingLockAndFetch(0.5, 1.0).build()
            : builder.pollUsingFetch(0.5, 1.0).build();
  }

  private Task<Void> task(ExecutionKind kind) {
    return Tasks.custom(kind.task(), Void.class)
        .onFailure(this::ended)
        .onDeadExecution(this::dead)
        .execute(
            (instance, _) -> {
              doIt(new ExecutionKey(kind, instance.getId()));
              return this::ended;
            });
  }

  private void doIt(ExecutionKey key) {
    try {
      work.run(key);
    } catch (InterruptedException _) {
      // The scheduler's thread ends anyway; interrupted, it could not remove the execution.
      LOG.log(Level.INFO, "The node stops; {0} is left to be done", key);
    }
  }

  private void ended(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    try {
      operations.remove();
    } catch (ExecutionException _) {
      // A node that stood still for long is told so by the rows too, which is what counts.
      var instance = complete.getExecution().taskInstance;
      LOG.log(Level.INFO, "{0} was taken over by others meanwhile", instance);
    }
    changed.run();
  }

  private void dead(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    if (!connection.isSettled()) {
      return; // Looked at again with the next round.
    }
    LOG.log(
        Level.WARNING,
        "{0} gave no sign of life any more; others may take {1}",
        complete.getExecution().pickedBy,
        complete.getExecution().taskInstance);
    ended(complete, operations);
  }

  /** Begins to pick. */
  public void start() {
    scheduler.start();
  }

  /** Picks nothing until {@link #goOn}; what has begun goes on. */
  public void pause() {
    scheduler.pause();
  }

  /** Picks again. */
  public void goOn() {
    scheduler.resume();
  }

  /** Looks at the table now. */
  public void look() {
    scheduler.triggerCheckForDueExecutions();
  }

  /** Picks nothing more, waits for what is being done, and interrupts it at last. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
