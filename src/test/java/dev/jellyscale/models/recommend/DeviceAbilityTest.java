package dev.jellyscale.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.protocol.MemoryUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceAbilityTest {

  @ParameterizedTest
  @CsvSource({
    "2147483648, CPU",
    "4018143232, GPU",
    "8589934592, GPU",
    "12621381632, LARGE_GPU",
    "150000000000, LARGE_GPU"
  })
  void aGpuIsWhatItsMemoryMakesIt(long bytes, DeviceClass expected) {
    assertThat(DeviceAbility.of(MemoryUse.device(1, bytes)).deviceClass()).isEqualTo(expected);
  }

  @Test
  void aGpuThatDoesNotTellItsMemoryCountsAsASmallOne() {
    assertThat(DeviceAbility.of(MemoryUse.unknown(1)).deviceClass()).isEqualTo(DeviceClass.GPU);
  }

  @Test
  void whatRanInMainMemoryRanOnAProcessor() {
    assertThat(DeviceAbility.of(MemoryUse.host(1L << 40)).deviceClass()).isEqualTo(DeviceClass.CPU);
  }
}
