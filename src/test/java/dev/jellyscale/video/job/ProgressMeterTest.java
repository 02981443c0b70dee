package dev.jellyscale.video.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.protocol.JobEvent.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
  private static final long TENTH_NANOS = 100_000_000;

  private final List<JobEvent> told = new ArrayList<>();
  private long now = 5_000;
  private final ProgressMeter meter = new ProgressMeter(told::add, 100, () -> now);

  @Test
  void progressIsToldAFewTimesASecondAndAtTheEnd() {
    meter.begin();

    for (int i = 0; i < 100; i++) {
      now += TENTH_NANOS;
      meter.written(false);
    }

    assertThat(told).hasSize(34);
    assertThat(told.getFirst()).isEqualTo(new Progress(3, 100, 10, 9.7));
    assertThat(told.getLast()).isEqualTo(new Progress(100, 100, 10, 0));
  }

  @Test
  void framesOfAnEarlierRunCountAsDoneButNotForTheSpeed() {
    meter.resumed(60);
    meter.begin();

    now += 10 * TENTH_NANOS;
    meter.written(true);

    assertThat(told).containsExactly(new Progress(61, 100, 1, 39));
  }

  @Test
  void theSpeedStaysWhenRenderingHasEnded() {
    meter.begin();
    now += 10 * TENTH_NANOS;
    meter.written(false);
    meter.end();

    now += 90 * TENTH_NANOS;

    assertThat(meter.framesPerSecond()).isEqualTo(1);
    assertThat(meter.seconds()).isEqualTo(10);
  }
}
