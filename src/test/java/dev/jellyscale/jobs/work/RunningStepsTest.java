package dev.jellyscale.jobs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunningStepsTest {
  private static final JobId JOB = JobId.at(Instant.EPOCH);

  private final RunningSteps steps = new RunningSteps();
  private final CountDownLatch begun = new CountDownLatch(1);

  private String forEver() throws InterruptedException {
    begun.countDown();
    new CountDownLatch(1).await();
    return "never";
  }

  @Test
  void whatIsDoneIsReturned() throws Exception {
    assertThat(steps.run(JOB, Set.of(Kind.PLANNING), () -> "done")).contains("done");
    assertThat(steps.begun()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"PAUSED", "CANCELLED", "FAILED"})
  void aStepEndsWhenItsJobGoesElsewhere(Kind elsewhere) throws Exception {
    try (var threads = Executors.newSingleThreadExecutor()) {
      var result =
          threads.submit(
              () -> {
                var ended = steps.run(JOB, Set.of(Kind.PLANNING), this::forEver);
                return Optional.of(ended.isEmpty() && !Thread.currentThread().isInterrupted());
              });
      begun.await();
      RunningSteps.look(steps.begun(), Map.of(JOB, elsewhere));

      assertThat(result.get(10, TimeUnit.SECONDS)).contains(true);
    }
  }

  @Test
  void aStepOfAJobThatIsForgottenEnds() throws Exception {
    try (var threads = Executors.newSingleThreadExecutor()) {
      var result = threads.submit(() -> steps.run(JOB, Set.of(Kind.PLANNING), this::forEver));
      begun.await();
      RunningSteps.look(steps.begun(), Map.of(JOB, Kind.PLANNING));
      assertThat(result.isDone()).isFalse();
      RunningSteps.look(steps.begun(), Map.of());

      assertThat(result.get(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void anInterruptionOfTheNodeIsNoEndOfTheJob() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> steps.run(JOB, Set.of(Kind.PLANNING), this::forEver))
        .isInstanceOf(InterruptedException.class);
    assertThat(steps.begun()).isEmpty();
  }

  @Test
  void whatFailsIsThrown() {
    assertThatThrownBy(
            () ->
                steps.run(
                    JOB,
                    Set.of(Kind.PLANNING),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(steps.begun()).isEmpty();
  }
}
