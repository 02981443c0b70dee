package dev.jellyscale.jobs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.error.JellyscaleException.RendererNotStarted;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobFaultsTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "17, 17", "60, 60", "3600, 60"})
  void whoIsToldWhenToComeAgainWaitsWithinBounds(long told, long waits) {
    var busy = Unavailable.until("The queue is full", Duration.ofSeconds(told));

    assertThat(JobFaults.rest(busy)).contains(Duration.ofSeconds(waits));
  }

  @Test
  void whoIsNotToldWaitsForAWhile() {
    assertThat(JobFaults.rest(new Unavailable("The breaker is open", null)))
        .contains(Duration.ofSeconds(5));
    assertThat(JobFaults.rest(new DiskFull("No room", null))).contains(Duration.ofSeconds(60));
  }

  @Test
  void aRendererThatNeverGotToWorkIsNoFaultOfTheJob() {
    assertThat(JobFaults.rest(new RendererNotStarted("x", Duration.ZERO)))
        .contains(Duration.ofSeconds(2));
    assertThat(JobFaults.rest(new RendererNotStarted("x", Duration.ofMinutes(1))))
        .contains(Duration.ofMinutes(1));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(new EngineFailure("x", null), "engine-failure", false),
        arguments(new OutOfDeviceMemory("x", null), "out-of-memory", false),
        arguments(new VerificationFailed("x"), "verification-failed", false),
        arguments(new NotVideo("x"), "not-video", true),
        arguments(new BadModel("x"), "bad-model", true),
        arguments(new Conflict("x"), "conflict", true));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void realFaultsAreCounted(JellyscaleException failure, String code, boolean lasting) {
    assertThat(JobFaults.rest(failure)).isEqualTo(Optional.empty());
    assertThat(JobFaults.of(failure).code()).isEqualTo(code);
    assertThat(JobFaults.of(failure).lasting()).isEqualTo(lasting);
  }
}
