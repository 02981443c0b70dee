package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskFloorTest {

  @Test
  void twoGibibytesStayFreeByDefault() {
    assertThat(DiskFloor.of(Map.of()).bytes()).isEqualTo(2L << 30);
  }

  @Test
  void theSettingIsASize() {
    assertThat(DiskFloor.of(Map.of("JELLYSCALE_DISK_FLOOR", "512MiB")).bytes())
        .isEqualTo(512L << 20);
  }

  @Test
  void whatIsNoSizeIsRefusedByName() {
    assertThatThrownBy(() -> DiskFloor.of(Map.of("JELLYSCALE_DISK_FLOOR", "much")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_DISK_FLOOR");
  }
}
