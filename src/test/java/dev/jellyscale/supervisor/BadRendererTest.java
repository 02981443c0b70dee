package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.RendererNotStarted;
import dev.jellyscale.supervisor.FakeRenderer.Manner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that are no renderers, though they are started as such. */
class BadRendererTest {
  private static final Patience IMPATIENT =
      new Patience(
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofSeconds(10),
          Duration.ofSeconds(40));

  @TempDir Path folder;

  private Supervisor supervisor(Manner manner) throws IOException {
    return TestRenderers.supervisor(FakeRenderer.launch(manner, folder), IMPATIENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAYS_GARBAGE        | not understood
          ANNOUNCES_TOO_MUCH  | 1048577 bytes
          STOPS_IN_A_MESSAGE  | middle of a message
          HAS_ANOTHER_VERSION | version 99
          IS_SILENT           | did not say hello
          ENDS                | exit status 7
          ANSWERS_GARBAGE     | not understood
          """)
  void areDroppedAndTheCallerHearsWhy(Manner manner, String reason) throws Exception {
    try (var supervisor = supervisor(manner)) {
      assertThatThrownBy(() -> supervisor.probe(BICUBIC))
          .isInstanceOf(EngineFailure.class)
          .hasMessageContaining(reason);
    }
    TestRenderers.assertNoneIsLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"IS_SILENT", "ENDS", "HAS_ANOTHER_VERSION"})
  void thatNeverGetToWorkSayNothingOfTheWork(Manner manner) throws Exception {
    try (var supervisor = supervisor(manner)) {
      assertThatThrownBy(() -> supervisor.probe(BICUBIC)).isInstanceOf(RendererNotStarted.class);
    }
  }

  @Test
  void keepLittleOfWhatTheyPrint() throws Exception {
    try (var supervisor = supervisor(Manner.PRINTS_WITHOUT_END)) {
      // Callers may not read what is printed: it may hold paths.
      assertThatThrownBy(() -> supervisor.probe(BICUBIC))
          .isInstanceOf(EngineFailure.class)
          .hasMessageContaining("exit status 3")
          .hasMessageNotContaining("the end");

      assertThat(supervisor.log(0)).hasSize(500).last().isEqualTo("the end");
      assertThat(supervisor.log(0)).allSatisfy(line -> assertThat(line).hasSizeLessThan(4097));
    }
  }

  @Test
  void leaveNoThreadBehindWhenTheySayMoreThanAnybodyHears() throws Exception {
    try (var supervisor = supervisor(Manner.SAYS_TOO_MUCH)) {
      assertThatThrownBy(() -> supervisor.probe(BICUBIC)).isInstanceOf(NotFound.class);
    }
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("jellyscale-renderer-events")) {
        assertThat(thread.join(seconds(10))).isTrue();
      }
    }
  }

  @Test
  void areStartedAgainAfterLongerAndLongerPauses() throws Exception {
    var pauses = new ArrayList<Duration>();
    var time =
        new Time() {
          private Instant now = Instant.EPOCH;

          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void pause(Duration length) {
            pauses.add(length);
            now = now.plus(length);
          }
        };
    var launch = FakeRenderer.launch(Manner.ENDS, folder);
    try (var supervisor = new Supervisor(new SupervisorSettings(launch, IMPATIENT, time, 1))) {
      for (int i = 0; i < 6; i++) {
        assertThatThrownBy(() -> supervisor.probe(BICUBIC)).isInstanceOf(EngineFailure.class);
      }

      assertThat(pauses).isEqualTo(List.of(seconds(10), seconds(20), seconds(40), seconds(40)));
      assertThat(supervisor.states())
          .singleElement()
          .isInstanceOfSatisfying(
              SlotState.BackingOff.class,
              state -> assertThat(state.reason()).contains("exit status 7"));
    }
  }

  @Test
  void areNotWaitedForWhenTheSupervisorIsClosed() throws Exception {
    var supervisor = supervisor(Manner.ENDS);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> supervisor.probe(BICUBIC)).isInstanceOf(EngineFailure.class);
    }
    // Waits for ten seconds at least, but for the closing.
    var end = CompletableFuture.supplyAsync(() -> failure(supervisor));

    supervisor.close();

    assertThat(end.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
  }

  private static Throwable failure(Supervisor supervisor) {
    try {
      supervisor.probe(BICUBIC);
      throw new AssertionError("It ends at once, and was probed");
    } catch (EngineFailure | InterruptedException e) {
      return e;
    }
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
