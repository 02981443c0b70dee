package dev.jellyscale.engine;

import static dev.jellyscale.protocol.ExecutionProvider.CPU;
import static dev.jellyscale.protocol.ExecutionProvider.CUDA;
import static dev.jellyscale.protocol.ExecutionProvider.TENSORRT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.device.DeviceOptions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {

  @Test
  void prefersTheFasterDevice() {
    var options = EngineOptions.defaults();

    assertThat(options.preference()).containsExactly(TENSORRT, CUDA, CPU);
    assertThat(options.devices()).isEqualTo(DeviceOptions.defaults());
    assertThat(options.memory()).isEqualTo(MemoryBound.defaults());
    assertThat(options.batching()).isEqualTo(Batching.measured());
  }

  @Test
  void keepsWhatIsSet() {
    var memory = new MemoryBound(1, 2);

    var options =
        EngineOptions.defaults()
            .withPreference(CUDA)
            .withCpuThreads(3)
            .withMemory(memory)
            .withBatching(Batching.of(4, 2));

    assertThat(options.preference()).containsExactly(CUDA);
    assertThat(options.devices().cpuThreads()).isEqualTo(3);
    assertThat(options.memory()).isEqualTo(memory);
    assertThat(options.batching()).isEqualTo(new Batching(OptionalInt.of(4), OptionalInt.of(2)));
  }

  @Test
  void rejectsWhatCannotBe() {
    assertThatThrownBy(() -> EngineOptions.defaults().withPreference())
        .hasMessageContaining("preference=[]");
    assertThatThrownBy(() -> EngineOptions.defaults().withPreference(CPU, CPU))
        .hasMessageContaining("repeats itself");
    assertThatThrownBy(() -> new MemoryBound(0, 1)).hasMessageContaining("cpuBytes=0");
    assertThatThrownBy(() -> Batching.of(0, 1)).hasMessageContaining("batch=0");
    assertThatThrownBy(() -> Batching.of(1, -1)).hasMessageContaining("runsInFlight=-1");
  }
}
