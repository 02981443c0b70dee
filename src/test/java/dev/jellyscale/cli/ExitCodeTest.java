package dev.jellyscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void everyCodeIsDifferent() {
    var codes = Arrays.stream(ExitCode.values()).map(ExitCode::code);

    assertThat(codes).doesNotHaveDuplicates();
  }

  @Test
  void everyKindOfFailureHasACodeOfItsOwn() {
    int kinds = JellyscaleException.class.getPermittedSubclasses().length;

    long codes =
        Arrays.stream(ExitCode.values())
            .filter(c -> c.code() >= 10 && c.code() < 130)
            .filter(c -> c != ExitCode.SOME_FAILED && c != ExitCode.CANCELLED)
            .count();

    assertThat(codes).isEqualTo(kinds);
    assertThat(ExitCode.of(new NotFound("gone"))).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ExitCode.of(new VerificationFailed("short")))
        .isEqualTo(ExitCode.VERIFICATION_FAILED);
  }
}
