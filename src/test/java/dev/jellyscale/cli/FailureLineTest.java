package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException.Invalid;
import org.junit.jupiter.api.Test;

class FailureLineTest {

  @Test
  void aSentenceIsOneLineThatSteersNoTerminal() {
    var failure = new Invalid("a\u001b[31mb\u009b31mc\u202ed\ne");

    assertThat(FailureLine.sentence(failure)).isEqualTo("a?[31mb?31mc?d e");
  }
}
