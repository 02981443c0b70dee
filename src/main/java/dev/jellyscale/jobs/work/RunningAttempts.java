package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.QueueRow.Standing;
import dev.jellyscale.jobs.store.SegmentWork;
import dev.jellyscale.supervisor.ProgressListener;
import dev.jellyscale.supervisor.RangeHandle;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this node renders at this moment. Holds it, lets it go on and ends it as the rows say, and
 * ends what does not move. Thread-safe.
 */
public final class RunningAttempts {
  private static final System.Logger LOG = System.getLogger(RunningAttempts.class.getName());
  private static final long NANOS_BETWEEN_ROWS = TimeUnit.SECONDS.toNanos(1);

  private final Map<Attempt, Running> running = new ConcurrentHashMap<>();
  private final RunningSteps steps = new RunningSteps();
  private final Bounds bounds;
  private final LongSupplier nanoTime;

  /**
   * For how long work may stand still.
   *
   * @param silence behind the first frame without a new one, where nobody holds it
   * @param hold where somebody does; then its slot is given to others
   */
  public record Bounds(Duration silence, Duration hold) {
    /** What suits people. */
    public static final Bounds USUAL = new Bounds(Duration.ofMinutes(3), Duration.ofMinutes(5));
  }

  /** Why an attempt was ended by this node. */
  enum Stop {
    /** Nobody wants it any more. */
    UNWANTED,
    /** It was held for too long. */
    HELD,
    /** It did not move. */
    STALLED
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public RunningAttempts(Bounds bounds, LongSupplier nanoTime) {
    this.bounds = bounds;
    this.nanoTime = nanoTime;
  }

  /** One attempt under way. Hears of its frames. */
  private final class Running implements ProgressListener {
    private final Attempt attempt;
    private final SegmentWork rows;
    private final RangeHandle handle = new RangeHandle(this);
    private long movedAt = nanoTime.getAsLong();
    private long writtenAt = movedAt;
    private final Speed speed = new Speed();
    private long frames;
    private boolean held;
    private @Nullable Stop stop;

    Running(Attempt attempt, SegmentWork rows) {
      this.attempt = attempt;
      this.rows = rows;
    }

    @Override
    public void progress(long done, long total) {
      if (moved(done)) {
        try {
          if (!rows.progress(attempt, done, speed.framesPerSecond())) {
            stop(Stop.UNWANTED);
          }
        } catch (Unavailable e) {
          // The frames are rendered all the same, and the next number is as good.
          LOG.log(Level.WARNING, "Progress of {0} is not written: {1}", attempt, e.getMessage());
        }
      }
    }

    /**
     * Whether there are new frames, and it is time to write their number. Signs of life are none.
     */
    private synchronized boolean moved(long done) {
      if (done <= frames) {
        return false;
      }
      frames = done;
      movedAt = nanoTime.getAsLong();
      boolean write = movedAt - writtenAt >= NANOS_BETWEEN_ROWS;
      if (write) {
        writtenAt = movedAt;
        speed.at(movedAt, done);
      }
      return write;
    }

    synchronized void hold() {
      if (!held) {
        held = true;
        movedAt = nanoTime.getAsLong();
        speed.stop();
        handle.hold();
      }
      stopAfter(bounds.hold(), Stop.HELD);
    }

    synchronized void goOn() {
      if (held) {
        held = false;
        movedAt = nanoTime.getAsLong();
        handle.goOn();
      }
      // Before the first frame a model may be built for its device; the renderer's own patience
      // bounds that.
      if (frames > 0) {
        stopAfter(bounds.silence(), Stop.STALLED);
      }
    }

    void fit(Standing standing) {
      switch (standing.jobs().get(attempt.job())) {
        case RENDERING -> {
          if (standing.still()) {
            hold();
          } else {
            goOn();
          }
        }
        case PAUSED -> hold();
        case null, default -> stop(Stop.UNWANTED);
      }
    }

    private void stopAfter(Duration longest, Stop why) {
      if (nanoTime.getAsLong() - movedAt > longest.toNanos()) {
        stop(why);
      }
    }

    synchronized void stop(Stop why) {
      if (stop == null) {
        stop = why;
        handle.cancel();
      }
    }

    synchronized Optional<Stop> stopped() {
      return Optional.ofNullable(stop);
    }
  }

  /** An attempt begins; what is returned is for the renderer. */
  RangeHandle begin(Attempt attempt, SegmentWork rows) {
    var one = new Running(attempt, rows);
    running.put(attempt, one);
    return one.handle;
  }

  /** Who hears of the frames of an attempt under way. */
  ProgressListener listener(Attempt attempt) {
    return Objects.requireNonNull(running.get(attempt), () -> attempt + " is not under way");
  }

  /** An attempt has ended. Tells whether this node ended it, and why. */
  Optional<Stop> end(Attempt attempt) {
    var one = running.remove(attempt);
    return one == null ? Optional.empty() : one.stopped();
  }

  /** How many attempts stand still at this moment, as their renderers say. */
  public long standing() {
    return running.values().stream().filter(one -> one.handle.standing()).count();
  }

  /** Steps beside segments, which {@link #look} looks after too. */
  RunningSteps steps() {
    return steps;
  }

  /**
   * Makes what runs fit the rows. Who cancels a job waits for this, so it is to be called several
   * times a second; it costs one short query where something runs.
   */
  public void look(JobStore store) {
    // What begins behind the question has no answer in it.
    var attempts = List.copyOf(running.values());
    var begun = steps.begun();
    var jobs =
        Stream.concat(
                attempts.stream().map(one -> one.attempt.job()),
                begun.stream().map(RunningSteps.Step::job))
            .collect(Collectors.toUnmodifiableSet());
    if (jobs.isEmpty()) {
      return;
    }
    var standing = store.queue().standing(jobs);
    attempts.forEach(one -> one.fit(standing));
    RunningSteps.look(begun, standing.jobs());
  }
}
