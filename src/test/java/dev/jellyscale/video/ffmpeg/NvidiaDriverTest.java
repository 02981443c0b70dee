package dev.jellyscale.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaDriverTest {
  @TempDir Path root;

  @Test
  void aMachineWithoutADriverHasNone() {
    assertThat(NvidiaDriver.isPresent(root)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proc/driver/nvidia/version", "dev/nvidiactl", "dev/dxg"})
  void aDriverShowsItselfInOneOfItsFiles(String sign) throws IOException {
    var file = root.resolve(sign);
    Files.createDirectories(file.getParent());
    Files.createFile(file);

    assertThat(NvidiaDriver.isPresent(root)).isTrue();
  }
}
