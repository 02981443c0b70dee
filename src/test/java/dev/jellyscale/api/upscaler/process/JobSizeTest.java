package dev.jellyscale.api.upscaler.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say of jobs, and how many may wait. */
class JobSizeTest {

  @Test
  void autoAndNothingLeaveTheChoiceToTheNode() {
    var open = new JobSize(null, null, null);

    assertThat(JobSize.of(null, null, null)).isEqualTo(open);
    assertThat(JobSize.of("Auto", 0, "medium")).isEqualTo(open);
    assertThat(JobSize.of(" ", 0, "")).isEqualTo(open);
  }

  @Test
  void betterQualityIsASmallerNumber() {
    var low = JobSize.of("a", 2, "LOW").crf();
    var high = JobSize.of("a", 2, "high").crf();

    assertThat(high).isNotNull().isLessThan(low);
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> JobSize.of(null, null, "best")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> JobSize.of("x".repeat(65), null, null)).isInstanceOf(Invalid.class);
  }

  @Test
  void aThousandJobsMayWaitUnlessSomebodySaysOtherwise() {
    assertThat(QueueSize.of(Map.of())).isEqualTo(1000);
    assertThat(QueueSize.of(Map.of("JELLYSCALE_QUEUE_SIZE", "7"))).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "100001"})
  void sizeThatIsNoneIsToldByItsName(String value) {
    assertThatThrownBy(() -> QueueSize.of(Map.of("JELLYSCALE_QUEUE_SIZE", value)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_QUEUE_SIZE");
  }
}
