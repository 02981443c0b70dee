package dev.jellyscale.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteBarTest {
  private final StringWriter told = new StringWriter();
  private long now;

  private ByteBar bar(boolean terminal) {
    return new ByteBar(new PrintWriter(told), terminal, () -> now);
  }

  @Test
  void aTerminalSeesOneLineThatIsDrawnOverAndTakenAway() {
    var bar = bar(true);

    bar.at(0, 2_000_000);
    now += TimeUnit.SECONDS.toNanos(1);
    bar.at(1_000_000, 2_000_000);
    bar.end();

    assertThat(told.toString())
        .doesNotContain("\n")
        .contains("[############            ]  50 %  1.0 MB of 2.0 MB")
        .endsWith("\r\033[K");
  }

  @Test
  void aFileSeesALineNowAndThenAndTheLastOne() {
    var bar = bar(false);

    for (int i = 0; i <= 30; i++) {
      bar.at(i * 100L, 3000);
      now += TimeUnit.SECONDS.toNanos(1);
    }
    bar.end();

    assertThat(told.toString().lines()).hasSize(4).last().asString().contains("100 %");
  }

  @Test
  void anUnknownSizeIsTold() {
    bar(false).at(1_500_000, 0);

    assertThat(told.toString()).isEqualToIgnoringNewLines("1.5 MB");
  }
}
