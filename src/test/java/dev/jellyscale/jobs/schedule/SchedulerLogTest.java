package dev.jellyscale.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class SchedulerLogTest {
  private static final String PREFIX = "Failed to find implementation for task with name '";

  private static boolean isWorthSaying(String sentence, Object... parameters) {
    var record = new LogRecord(Level.WARNING, sentence);
    record.setParameters(parameters);
    return SchedulerLog.isWorthSaying(record);
  }

  @Test
  void thatOthersHaveDevicesIsNoNews() {
    assertThat(isWorthSaying(PREFIX + "segment-cuda'. Execution will be excluded from due."))
        .isFalse();
    assertThat(isWorthSaying(PREFIX + "{}'. Execution", "segment-tensorrt")).isFalse();
    assertThat(isWorthSaying(PREFIX + "segment-cuda' for detected dead execution.")).isFalse();
  }

  @Test
  void allElseIs() {
    assertThat(isWorthSaying(PREFIX + "transcode'. Execution")).isTrue();
    assertThat(isWorthSaying("Failed while completing execution segment-cuda")).isTrue();
    assertThat(isWorthSaying("Unhandled exception")).isTrue();
  }
}
