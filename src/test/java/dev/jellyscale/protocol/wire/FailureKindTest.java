package dev.jellyscale.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureKindTest {

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void aFailureIsOfTheKindThatItWasMadeOf(FailureKind kind) {
    var failure = kind.failure("for a reason");

    assertThat(FailureKind.of(failure)).isEqualTo(kind);
    assertThat(failure).hasMessage("for a reason");
  }
}
