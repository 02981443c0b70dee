package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jellyscale.TestFiles;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.job.VideoWish.Encoder;
import dev.jellyscale.protocol.job.VideoWish.Scale;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.FakeRenderer.Manner;
import dev.jellyscale.supervisor.SupervisorSettings.Load;
import dev.jellyscale.supervisor.breaker.BreakerSettings;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import dev.jellyscale.supervisor.queue.QueueSettings;
import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers meet where renderers are busy or broken. */
class WaitingCallersTest {
  private static final Encoder FAST =
      new Encoder(
          Optional.of("x264"), Optional.of("ultrafast"), OptionalInt.empty(), OptionalInt.empty());
  private static final BreakerSettings TWO_FAULTS =
      new BreakerSettings(2, Duration.ofSeconds(30), Duration.ofMinutes(2));

  @TempDir Path folder;

  private PictureTask picture(Path source) {
    return new PictureTask(
        BICUBIC,
        TestFiles.picture(source),
        folder.resolve("work/out.png").toString(),
        new PictureForm.Png(),
        PictureLimits.DEFAULT);
  }

  @Test
  void whoCannotWaitAnyLongerIsRefusedAndOthersGoOn() throws Exception {
    var clip =
        TestClips.make("waiting.mkv", "-f lavfi -i testsrc2=s=640x360:r=25:d=40", "-c:v libx264");
    var work = folder.resolve("work");
    try (var supervisor = TestRenderers.supervisor(work, clip.resolveSibling(""))) {
      var begun = new CountDownLatch(1);
      var end = new AtomicReference<Throwable>();
      var range =
          new RangeTask(
              new VideoWish(
                  clip.toString(), BICUBIC, Scale.OF_MODEL, FAST, VideoWish.Handling.STRICT),
              Optional.empty(),
              RangeTask.Limits.NONE,
              work.resolve("a.segment").toString());
      var batch = Thread.ofPlatform().start(() -> run(supervisor, range, begun, end));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      var hurried = QueuePlace.within(Priority.INTERACTIVE, "tv", Duration.ofMillis(50));
      var refusal =
          catchThrowableOfType(Unavailable.class, () -> supervisor.image(picture(clip), hurried));

      assertThat(refusal.retryAfter().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(supervisor.queue().atWork()).isEqualTo(1);
      assertThat(supervisor.queue().allWaiting()).isZero();
      assertThat(supervisor.breaker().consecutiveFailures()).isZero();
      batch.interrupt();
      batch.join();
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
      assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
      assertThat(supervisor.restarts()).containsExactly(0L);
    }
  }

  private static void run(
      Supervisor supervisor,
      RangeTask range,
      CountDownLatch begun,
      AtomicReference<Throwable> end) {
    try {
      supervisor.range(
          range, (_, _) -> begun.countDown(), QueuePlace.patient(Priority.BATCH, "job"));
    } catch (InterruptedException | RuntimeException e) {
      end.set(e);
      begun.countDown();
    }
  }

  @Test
  void renderersThatDieInARowOpenTheBreakerForWorkThatRenders() throws Exception {
    var settings =
        new SupervisorSettings(
            FakeRenderer.launch(Manner.ENDS, folder),
            TestRenderers.SHORT,
            Time.SYSTEM,
            1,
            new Load(QueueSettings.defaults(), TWO_FAULTS));
    try (var supervisor = new Supervisor(settings)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> supervisor.image(picture(folder)))
            .isInstanceOf(EngineFailure.class);
      }

      assertThatThrownBy(() -> supervisor.image(picture(folder)))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("failed 2 times in a row");
      assertThatThrownBy(() -> supervisor.open(BICUBIC)).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> supervisor.probe(BICUBIC)).isInstanceOf(EngineFailure.class);
      assertThat(supervisor.breaker().open()).isTrue();
      assertThat(supervisor.restarts()).containsExactly(2L);
    }
  }

  @Test
  void badUploadsDoNotOpenTheBreaker() throws Exception {
    var settings =
        new SupervisorSettings(
            TestRenderers.launch(folder.resolve("work")),
            TestRenderers.SHORT,
            Time.SYSTEM,
            1,
            new Load(QueueSettings.defaults(), TWO_FAULTS));
    try (var supervisor = new Supervisor(settings)) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> supervisor.image(picture(folder.resolve("work/none.png"))))
            .isInstanceOf(NotFound.class);
      }
      assertThat(supervisor.breaker().open()).isFalse();
      assertThat(supervisor.breaker().consecutiveFailures()).isZero();
    }
  }

  private static QueuePlace hurried() {
    return QueuePlace.within(Priority.INTERACTIVE, "tv", Duration.ofMillis(300));
  }

  @Test
  void whoIsInAHurryDoesNotWaitForARendererThatStarts() throws Exception {
    var launch = FakeRenderer.launch(Manner.IS_SILENT, folder);
    try (var supervisor = TestRenderers.supervisor(launch, TestRenderers.SHORT)) {
      for (int i = 0; i < 3; i++) {
        var refusal =
            catchThrowableOfType(
                Unavailable.class, () -> supervisor.image(picture(folder), hurried()));

        assertThat(refusal.retryAfter()).isPresent();
      }
      assertThat(supervisor.states().getFirst()).isInstanceOf(SlotState.Starting.class);
      assertThat(supervisor.restarts()).containsExactly(0L);
      assertThat(supervisor.breaker().consecutiveFailures()).isZero();
    }
  }

  @Test
  void whoIsInAHurryDoesNotWaitForARendererThatMayNotStartYet() throws Exception {
    var minute = Duration.ofMinutes(1);
    var patience = new Patience(minute, minute, minute, minute, minute, minute);
    var launch = FakeRenderer.launch(Manner.ENDS, folder);
    try (var supervisor = TestRenderers.supervisor(launch, patience)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> supervisor.image(picture(folder)))
            .isInstanceOf(EngineFailure.class);
      }

      var refusal =
          catchThrowableOfType(
              Unavailable.class, () -> supervisor.image(picture(folder), hurried()));

      assertThat(refusal.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(30), minute);
      assertThat(supervisor.states().getFirst()).isInstanceOf(SlotState.BackingOff.class);
    }
  }

  @Test
  void aRendererThatDiesWhileItOpensAModelIsAFailureOfThatModel() throws Exception {
    var failures = new AtomicInteger();
    var launch = FakeRenderer.launch(Manner.ENDS, folder);
    try (var supervisor = TestRenderers.supervisor(launch, TestRenderers.SHORT)) {
      supervisor.listenToWork(
          new WorkListener() {
            @Override
            public void finished(FinishedWork work) {
              throw new AssertionError("Nothing was finished");
            }

            @Override
            public void failed(ModelId model) {
              failures.incrementAndGet();
            }
          });

      assertThatThrownBy(() -> supervisor.open(BICUBIC)).isInstanceOf(EngineFailure.class);

      assertThat(failures).hasValue(1);
    }
  }
}
