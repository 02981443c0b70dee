package dev.jellyscale.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = new Pace(FetchLimits.USUAL);

  @Test
  void aRequestHasItsTimeToBeAnswered() {
    pace.asks(0);

    assertThat(pace.complaint(29 * SECOND)).isEmpty();
    assertThat(pace.complaint(30 * SECOND)).hasValue("did not answer within 30.0 s");
  }

  @Test
  void tooFewBytesInAMinuteAreTooSlow() {
    pace.flows(0, 0);
    pace.reached(1 << 20);
    assertThat(pace.complaint(60 * SECOND)).isEmpty();
    pace.reached((1 << 20) + 500);

    assertThat(pace.complaint(119 * SECOND)).isEmpty();
    assertThat(pace.complaint(120 * SECOND)).hasValue("sent only 500 bytes in 60.0 s");
  }

  @Test
  void bytesThatWereHereBeforeDoNotCount() {
    pace.flows(100_000_000, 0);

    assertThat(pace.complaint(60 * SECOND)).hasValue("sent only 0 bytes in 60.0 s");
  }
}
