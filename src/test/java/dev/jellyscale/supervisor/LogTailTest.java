package dev.jellyscale.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTailTest {

  @Test
  void nothingThatIsPrintedSteersATerminal() throws Exception {
    var log = new LogTail();

    log.read(
        new ByteArrayInputStream(
            "a\u001b[31mb\u009b31mc\u202ed\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(log.lines()).containsExactly("a [31mb 31mc d");
  }
}
