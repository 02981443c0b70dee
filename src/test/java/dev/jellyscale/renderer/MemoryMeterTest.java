package dev.jellyscale.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.renderer.DeviceMemory.Reading;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryMeterTest {
  private long resident = 1000;
  private Optional<Reading> gpu = Optional.of(new Reading(8000, 10_000));
  private final MemoryMeter meter = new MemoryMeter(() -> gpu, () -> resident);

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void aModelOnAGpuTakesWhatIsNoLongerFreeThere(ExecutionProvider provider) {
    var before = meter.begin();
    resident = 1_000_000;
    gpu = Optional.of(new Reading(7400, 10_000));

    assertThat(before.since(provider, 10)).isEqualTo(MemoryUse.device(600, 10_000));
    assertThat(before.peak(provider, 10)).isEqualTo(MemoryUse.device(600, 10_000));
  }

  @Test
  void aModelOnTheCpuTakesResidentMemory() {
    var before = meter.begin();
    resident = 1700;
    gpu = Optional.of(new Reading(1, 10_000));

    assertThat(before.since(ExecutionProvider.CPU, 10)).isEqualTo(MemoryUse.host(700));
    assertThat(before.peak(ExecutionProvider.CPU, 10)).isEqualTo(MemoryUse.host(1700));
  }

  @Test
  void aModelTakesAtLeastItsWeights() {
    var before = meter.begin();
    gpu = Optional.of(new Reading(9000, 10_000));

    assertThat(before.since(ExecutionProvider.CPU, 50)).isEqualTo(MemoryUse.host(50));
    assertThat(before.since(ExecutionProvider.CUDA, 50)).isEqualTo(MemoryUse.device(50, 10_000));
  }

  @Test
  void aGpuThatTellsNothingIsUnknownAndNeverResidentMemory() {
    gpu = Optional.empty();
    var before = meter.begin();
    resident = 1_000_000;

    assertThat(before.since(ExecutionProvider.CUDA, 50)).isEqualTo(MemoryUse.unknown(50));
    assertThat(before.peak(ExecutionProvider.CUDA, 50)).isEqualTo(MemoryUse.unknown(50));
  }

  @Test
  void aGpuThatTellsOnlyAfterwardsHasASizeAndNoMeasure() {
    gpu = Optional.empty();
    var before = meter.begin();
    gpu = Optional.of(new Reading(1, 10_000));

    assertThat(before.since(ExecutionProvider.CUDA, 50))
        .isEqualTo(new MemoryUse(MemoryUse.Pool.DEVICE, 50, false, OptionalLong.of(10_000)));
  }
}
