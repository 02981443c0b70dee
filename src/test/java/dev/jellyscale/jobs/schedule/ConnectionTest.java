package dev.jellyscale.jobs.schedule;

import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_DETECT_DEAD;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_EXECUTE_DUE;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.UNEXPECTED_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private Duration now = Duration.ofSeconds(100);
  private final Connection connection = new Connection(Duration.ofSeconds(4), () -> now.toNanos());

  private void good(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      connection.onSchedulerEvent(RAN_EXECUTE_DUE);
    }
  }

  @Test
  void itIsSettledAfterAnswersForLongEnough() {
    assertThat(connection.isSettled()).isFalse();
    good(6);
    assertThat(connection.isSettled()).isFalse();
    good(1);
    assertThat(connection.isSettled()).isTrue();
  }

  @Test
  void aFailureBeginsItAnew() {
    good(20);
    connection.onSchedulerEvent(UNEXPECTED_ERROR);
    assertThat(connection.isSettled()).isFalse();
    good(6);
    assertThat(connection.isSettled()).isFalse();
    good(1);
    assertThat(connection.isSettled()).isTrue();
  }

  @Test
  void aNodeWithNothingToDoIsSettledByItsSecondLookForTheDead() {
    connection.onSchedulerEvent(RAN_DETECT_DEAD);
    assertThat(connection.isSettled()).isFalse();
    now = now.plusSeconds(8);
    assertThat(connection.isSettled()).isTrue();
  }

  @Test
  void aDatabaseThatHangsIsNoBetterThanOneThatFails() {
    good(20);
    now = now.plusSeconds(30);
    assertThat(connection.isSettled()).isFalse();
    good(1);
    assertThat(connection.isSettled()).isFalse();
  }
}
