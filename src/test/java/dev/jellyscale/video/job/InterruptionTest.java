package dev.jellyscale.video.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  @Test
  void aChannelClosedByAnInterruptTellsIt() {
    var failure = new UncheckedIOException("Cannot write", new ClosedByInterruptException());

    assertThat(Interruption.caused(failure)).isTrue();
  }

  @Test
  void itIsFoundAmongWhatWasSuppressed() {
    var failure = new IllegalStateException("first");
    failure.addSuppressed(new RuntimeException(new InterruptedException()));

    assertThat(Interruption.caused(failure)).isTrue();
  }

  @Test
  void aFailureOfItsOwnIsNone() {
    var cause = new IOException("no room");
    var failure = new UncheckedIOException(cause);
    cause.addSuppressed(failure);

    assertThat(Interruption.caused(failure)).isFalse();
  }
}
