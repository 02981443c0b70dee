package dev.jellyscale.jobs.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final ExecutionProvider PROVIDER = ExecutionProvider.CUDA;

  @Test
  void nothingIsLimitedBeforeMemoryWasMissing() {
    var limits = Ladder.limits(PROVIDER, 0);

    assertThat(limits.provider()).isEqualTo(Optional.of(PROVIDER));
    assertThat(limits.largestBatch()).isEmpty();
    assertThat(limits.mostTilePixels()).isEmpty();
  }

  @Test
  void eachStepAsksForLess() {
    long before = Long.MAX_VALUE;
    for (int step = 1; step <= Ladder.STEPS; step++) {
      var limits = Ladder.limits(PROVIDER, step);
      assertThat(limits.largestBatch()).isEqualTo(OptionalInt.of(1));
      long tile = limits.mostTilePixels().orElse(Long.MAX_VALUE - 1);
      assertThat(tile).isLessThan(before);
      before = tile;
    }
    assertThat(before).isEqualTo(128L << 10);
  }
}
