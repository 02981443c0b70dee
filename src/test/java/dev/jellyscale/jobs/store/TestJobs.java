package dev.jellyscale.jobs.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.RenderedFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.VideoWish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs of tests, and short ways to bring them to a state. */
public record TestJobs(JobStore store) {
  public static final NodeName NODE = new NodeName("node-1");
  public static final Cause CAUSE = new Cause("test", "because");
  public static final Fault FAULT = Fault.passing("engine", "The device fell off the bus");
  public static final String SHA256 = "ab".repeat(32);
  public static final long FRAMES = 6000;

  private static final AtomicInteger OUTPUTS = new AtomicInteger();

  /** A recipe whose output is nobody else's. */
  public static JobRecipe recipe(OptionalInt framesPerSegment) {
    return new JobRecipe(
        RootedPath.parse("media:films/a.mkv"),
        RootedPath.parse("output:%d.mkv".formatted(OUTPUTS.incrementAndGet())),
        new ModelId("bicubic-x2"),
        new VideoWish.Scale(OptionalInt.of(2), Optional.empty()),
        encoder(OptionalInt.empty()),
        Optional.empty(),
        framesPerSegment);
  }

  private static VideoWish.Encoder encoder(OptionalInt threads) {
    return new VideoWish.Encoder(
        Optional.of("x264"), Optional.empty(), OptionalInt.of(18), threads);
  }

  /** A request without a key. */
  public static JobRequest request(JobRecipe recipe) {
    return new JobRequest(recipe, 5, Optional.empty(), "tester", Optional.empty());
  }

  /** A plan with segments of 1000 frames, at 25 frames a second. */
  public static JobPlan plan(long sourceBytes) {
    return new JobPlan(
        new JobPlan.Video(FRAMES, new Rational(25, 1), new Size(640, 360), new Size(1280, 720), 1),
        new JobPlan.Rendering(
            ExecutionProvider.CPU,
            encoder(OptionalInt.of(4)),
            "libx264 crf=18 threads=4",
            1000,
            0.06),
        SHA256,
        new Fingerprint(sourceBytes, 1, SHA256),
        0,
        List.of("a note"));
  }

  /** A segment's file that took so long. */
  public static RenderedFile file(double seconds) {
    return new RenderedFile(new SegmentFile(4711, SHA256, SHA256, 99), seconds, "CPU");
  }

  /** A new job. */
  public Job queued() {
    return store.jobs().create(request(recipe(OptionalInt.empty())), CAUSE).job();
  }

  /** A job with six segments of 1000 frames. */
  public JobId rendering() {
    return rendering(OptionalInt.empty());
  }

  /** A job with a plan; its segments have a fixed length, if any. */
  public JobId rendering(OptionalInt framesPerSegment) {
    var id = store.jobs().create(request(recipe(framesPerSegment)), CAUSE).job().id();
    store.moves().plan(id, CAUSE);
    planned(id, plan(1));
    return id;
  }

  /** Plans a job that is about to be planned. */
  public void planned(JobId id, JobPlan plan) {
    var attempt = store.fileWork().begin(id, Kind.PLANNING, CAUSE).orElseThrow();
    store.fileWork().planned(attempt, plan, CAUSE);
  }

  /** Begins the first segment of a job that waits. */
  public Attempt begin(JobId id) {
    var next = store.segments().ready(id, 1).getFirst();
    return store.segmentWork().begin(next.key(), NODE, CAUSE).orElseThrow();
  }

  /** Brings an attempt to its end. */
  public void finish(Attempt attempt, double seconds) {
    store.segmentWork().rendered(attempt, file(seconds), CAUSE);
    store.segmentWork().done(attempt, CAUSE);
  }

  /** Finishes all segments of a job. */
  public void finishAll(JobId id) {
    while (!store.segments().ready(id, 1).isEmpty()) {
      finish(begin(id), 40);
    }
  }

  /** A job in a state. */
  public JobId in(Kind kind) {
    return switch (kind) {
      case QUEUED -> queued().id();
      case PLANNING -> moved(queued().id(), id -> store.moves().plan(id, CAUSE));
      case RENDERING -> rendering();
      case ASSEMBLING -> {
        var id = rendering(OptionalInt.of((int) FRAMES / 2));
        finishAll(id);
        yield moved(id, job -> store.moves().assemble(job, CAUSE));
      }
      case VERIFYING -> {
        var id = in(Kind.ASSEMBLING);
        var attempt = store.fileWork().begin(id, Kind.ASSEMBLING, CAUSE);
        store.fileWork().assembled(attempt.orElseThrow(), 123, SHA256, CAUSE);
        yield id;
      }
      case PUBLISHED -> {
        var id = in(Kind.VERIFYING);
        var attempt = store.fileWork().begin(id, Kind.VERIFYING, CAUSE).orElseThrow();
        store.fileWork().published(attempt, CAUSE);
        yield id;
      }
      case PAUSED -> moved(rendering(), id -> store.moves().pause(id, CAUSE));
      case CANCELLED -> moved(rendering(), id -> store.moves().cancel(id, CAUSE));
      case FAILED -> moved(rendering(), id -> store.moves().fail(id, FAULT, CAUSE));
    };
  }

  private interface Move {
    boolean apply(JobId id);
  }

  private static JobId moved(JobId id, Move move) {
    if (!move.apply(id)) {
      throw new AssertionError("The job did not move");
    }
    return id;
  }

  /** Where a job stands. */
  public Kind kind(JobId id) {
    return store.jobs().find(id).orElseThrow().state().kind();
  }

  /** A segment as it stands. */
  public Segment segment(Segment.Key key) {
    return store.segments().find(key).orElseThrow();
  }

  /** Lets a job and segments of it that wait until later go on now. */
  public void endOfWait(JobId id) {
    update("UPDATE segment SET not_before = 0, check_not_before = 0 WHERE job = :job", id);
    update("UPDATE job SET not_before = 0 WHERE id = :job", id);
  }

  /** Lets the last change of a job be so old. */
  public void age(JobId id, Duration age) {
    long then = store.database().clock().instant().minus(age).toEpochMilli();
    update("UPDATE job SET changed_at = %d WHERE id = :job".formatted(then), id);
  }

  private void update(String sql, JobId id) {
    store
        .database()
        .change(change -> change.handle().createUpdate(sql).bind("job", id.value()).execute());
  }
}
