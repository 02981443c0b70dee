package dev.jellyscale.api.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.wire.ImageFacts.Seconds;
import org.junit.jupiter.api.Test;

class ServerTimingTest {

  @Test
  void tellsMillisecondsAndWhatBelongsToNobodyElseIsWaiting() {
    var seconds = new Seconds(0, 0.0012345, 0.02, 0.003, 0.025);

    var timing = ServerTiming.of(seconds, 30_000_000);

    assertThat(timing.value())
        .isEqualTo(
            "queue;dur=5.0, open;dur=0.0, decode;dur=1.235, inference;dur=20.0, encode;dur=3.0,"
                + " renderer;dur=25.0");
  }

  @Test
  void clocksThatDisagreeMakeNoNegativeTime() {
    var timing = ServerTiming.of(new Seconds(0, 0, 0, 0, 0.025), 24_000_000);

    assertThat(timing.value()).startsWith("queue;dur=0.0, ");
  }
}
