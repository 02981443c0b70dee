package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.MemoryUse.Pool;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.job.VideoWish.Encoder;
import dev.jellyscale.protocol.job.VideoWish.Scale;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two real renderers at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoSlotsTest {
  private static final Encoder FAST =
      new Encoder(
          Optional.of("x264"), Optional.of("ultrafast"), OptionalInt.empty(), OptionalInt.empty());

  @TempDir static Path folder;
  private Path work;
  private Path clip;
  private Supervisor supervisor;

  @BeforeAll
  void start() throws IOException {
    clip =
        TestClips.make("two-slots.mkv", "-f lavfi -i testsrc2=s=640x360:r=25:d=40", "-c:v libx264");
    work = folder.resolve("work");
    var launch = TestRenderers.launch(work, clip.resolveSibling(""));
    supervisor =
        new Supervisor(new SupervisorSettings(launch, TestRenderers.SHORT, Time.SYSTEM, 2));
  }

  @AfterAll
  void stop() {
    supervisor.close();
    TestRenderers.assertNoneIsLeft();
  }

  /** Work that has begun. */
  private record Begun(CompletableFuture<?> end, Thread caller) {}

  private Begun begin(String segment) throws InterruptedException {
    var begun = new CountDownLatch(1);
    var end = new CompletableFuture<Object>();
    var task =
        new RangeTask(
            new VideoWish(
                clip.toString(), BICUBIC, Scale.OF_MODEL, FAST, VideoWish.Handling.STRICT),
            Optional.empty(),
            RangeTask.Limits.NONE,
            work.resolve(segment).toString());
    var caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    end.complete(supervisor.range(task, (_, _) -> begun.countDown()));
                  } catch (InterruptedException | RuntimeException e) {
                    end.completeExceptionally(e);
                    begun.countDown();
                  }
                });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    return new Begun(end, caller);
  }

  private long pid(int slot) {
    return switch (supervisor.states().get(slot)) {
      case SlotState.Busy busy -> busy.renderer().pid();
      case SlotState.Idle idle -> idle.renderer().pid();
      case SlotState other -> throw new AssertionError("No renderer: " + other);
    };
  }

  @Test
  void aModelIsOpenInBothAndCountedTwice() throws Exception {
    var facts = supervisor.open(BICUBIC);

    assertThat(pid(0)).isNotEqualTo(pid(1));
    assertThat(supervisor.states()).allMatch(SlotState.Idle.class::isInstance);
    assertThat(facts.memory().pool()).isEqualTo(Pool.HOST);
    assertThat(supervisor.open(BICUBIC)).isEqualTo(facts);
    supervisor.close(BICUBIC);
  }

  @Test
  void theDeathOfOneLeavesTheOtherAtWork() throws Exception {
    supervisor.open(BICUBIC);
    var one = begin("one.segment");
    var two = begin("two.segment");
    assertThat(supervisor.states()).allMatch(SlotState.Busy.class::isInstance);
    long left = pid(1);

    ProcessHandle.of(pid(0)).orElseThrow().destroyForcibly();
    var dead = one.end().handle((_, e) -> e).get(60, TimeUnit.SECONDS);
    var alive = two.end();
    if (alive.isCompletedExceptionally()) {
      throw new AssertionError("The other one died too", alive.exceptionNow());
    }

    assertThat(dead).isInstanceOf(EngineFailure.class).hasMessageContaining("died");
    assertThat(supervisor.states().get(1)).isInstanceOf(SlotState.Busy.class);
    assertThat(pid(1)).isEqualTo(left);
    assertThat(supervisor.aloneIn(0)).isFalse();
    assertThat(supervisor.aloneIn(1)).isTrue();
    assertThat(supervisor.probe(BICUBIC).scale()).as("a new one in the first slot").isEqualTo(2);

    two.caller().interrupt();
    assertThatThrownBy(() -> alive.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(supervisor.open(BICUBIC).memory().bytes()).isPositive();
    supervisor.close(BICUBIC);
  }

  @Test
  void theNumberOfSlotsIsASetting() {
    var launch = TestRenderers.launch(work);

    assertThat(SupervisorSettings.ofEnvironment(launch, Map.of()).slots()).isEqualTo(1);
    assertThat(SupervisorSettings.ofEnvironment(launch, Map.of("JELLYSCALE_SLOTS", "2")).slots())
        .isEqualTo(2);
    assertThatThrownBy(
            () -> SupervisorSettings.ofEnvironment(launch, Map.of("JELLYSCALE_SLOTS", "0")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_SLOTS='0'");
  }
}
