package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.VideoTasks.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of one real renderer that are held, let go on and cancelled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldRangesTest {
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final FrameRange RANGE = new FrameRange(100, 500);

  /**
   * Signs of life of a range that stands still; together they take longer than a renderer may be
   * silent.
   */
  private static final int SIGNS = 8;

  @TempDir static Path folder;
  private Path work;
  private Path clip;
  private Supervisor supervisor;

  @BeforeAll
  void start() {
    clip =
        TestClips.make(
            "held.mkv",
            "-f lavfi -i testsrc2=s=320x180:r=25:d=20",
            "-c:v libx264 -preset veryfast");
    work = folder.resolve("work");
    var patience =
        new Patience(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            QUIET,
            Duration.ofMillis(1_500),
            Duration.ofMillis(50),
            Duration.ofMillis(200));
    supervisor =
        TestRenderers.supervisor(TestRenderers.launch(work, clip.resolveSibling("")), patience);
  }

  @AfterAll
  void stop() {
    supervisor.close();
  }

  private RangeTask task(String segment) {
    return VideoTasks.task(
        VideoTasks.wish(clip, VideoTasks.x264(20)), RANGE, work.resolve(segment));
  }

  /** Lets others wait for what happens to a range. */
  private static final class Watch implements ProgressListener {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch signs = new CountDownLatch(SIGNS);
    private final AtomicLong before = new AtomicLong(-1);
    private volatile long done;
    private volatile boolean standing;

    @Override
    public void progress(long frames, long total) {
      done = frames;
      begun.countDown();
      if (standing) {
        before.compareAndSet(-1, frames);
        signs.countDown();
      }
    }

    @Override
    public void held(boolean nowStanding) {
      standing = nowStanding;
      if (nowStanding) {
        held.countDown();
      }
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private CompletableFuture<RangeFacts> start(String segment, RangeHandle handle) {
    var end = new CompletableFuture<RangeFacts>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                end.complete(supervisor.videos().range(task(segment), handle, PLACE));
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
    return end;
  }

  @Test
  void giveTheSameBytesAsThoseThatWereNot() throws Exception {
    var watch = new Watch();
    var handle = new RangeHandle(watch);

    var end = start("held", handle);
    await(watch.begun);
    handle.hold();
    await(watch.signs);
    long stopped = watch.done;
    assertThat(handle.standing()).isTrue();
    assertThat(stopped)
        .isLessThan(RANGE.frames())
        .isBetween(watch.before.get(), watch.before.get() + 2);
    handle.goOn();
    var facts = end.get(60, TimeUnit.SECONDS);

    var other = supervisor.videos().range(task("free"), ProgressListener.NONE, PLACE);
    assertThat(facts.frames()).isEqualTo(RANGE.frames());
    assertThat(facts.file()).isEqualTo(other.file());
    assertThat(watch.standing).isFalse();
  }

  @Test
  void mayBeHeldBeforeTheyBegin() throws Exception {
    var watch = new Watch();
    var handle = new RangeHandle(watch);
    handle.hold();

    var end = start("early", handle);
    await(watch.held);
    assertThat(watch.done).isZero();
    handle.goOn();

    assertThat(end.get(60, TimeUnit.SECONDS).frames()).isEqualTo(RANGE.frames());
  }

  @Test
  void areCancelledWhileTheyStandStill() throws Exception {
    var watch = new Watch();
    var handle = new RangeHandle(watch);
    var end = start("cancelled", handle);
    await(watch.begun);
    handle.hold();
    await(watch.held);

    assertCancelledSoon(handle, end);
    assertThat(work.resolve("cancelled")).doesNotExist();
  }

  @Test
  void areCancelledInMidWork() throws Exception {
    var watch = new Watch();
    var handle = new RangeHandle(watch);
    var end = start("ended", handle);
    await(watch.begun);

    assertCancelledSoon(handle, end);
    assertThat(work.resolve("ended")).doesNotExist();
  }

  @Test
  void areCancelledAlthoughTheRendererDoesNotListen() throws Exception {
    var watch = new Watch();
    var handle = new RangeHandle(watch);
    var end = start("deaf", handle);
    await(watch.begun);
    var renderer = ((SlotState.Busy) supervisor.states().getFirst()).renderer().pid();
    long before = supervisor.restarts().getFirst();
    new ProcessBuilder("kill", "-STOP", Long.toString(renderer)).start().waitFor();

    assertCancelledSoon(handle, end);
    assertThat(ProcessHandle.of(renderer).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(supervisor.probe(TestRenderers.BICUBIC).scale()).isEqualTo(2);
    assertThat(supervisor.restarts()).containsExactly(before + 1);
  }

  @Test
  void areNotBegunOnceTheyAreCancelled() {
    var handle = new RangeHandle(ProgressListener.NONE);
    handle.cancel();

    assertThatThrownBy(() -> supervisor.videos().range(task("never"), handle, PLACE))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static void assertCancelledSoon(RangeHandle handle, CompletableFuture<RangeFacts> end) {
    handle.cancel();
    assertThatThrownBy(() -> end.get(2, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }
}
