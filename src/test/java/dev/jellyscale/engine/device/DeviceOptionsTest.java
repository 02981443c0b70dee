package dev.jellyscale.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceOptionsTest {

  @Test
  void passesTheCudaDefaultsOn() {
    var keys = CudaOptions.defaults().keys();

    assertThat(keys)
        .containsEntry("device_id", "0")
        .containsEntry("cudnn_conv_algo_search", "EXHAUSTIVE")
        .containsEntry("use_tf32", "0")
        .doesNotContainKey("gpu_mem_limit");
  }

  @Test
  void passesEveryCudaOptionOn() {
    var options = new CudaOptions(1, OptionalLong.of(1 << 30), CudnnSearch.HEURISTIC, true);

    assertThat(options.keys())
        .containsEntry("device_id", "1")
        .containsEntry("gpu_mem_limit", "1073741824")
        .containsEntry("cudnn_conv_algo_search", "HEURISTIC")
        .containsEntry("use_tf32", "1");
  }

  @Test
  void passesTheTensorRtDefaultsOn() {
    var keys = TensorRtOptions.defaults().keys();

    assertThat(keys)
        .containsEntry("device_id", "0")
        .containsEntry("trt_fp16_enable", "1")
        .doesNotContainKeys("trt_engine_cache_enable", "trt_max_workspace_size");
  }

  @Test
  void passesEveryTensorRtOptionOn() {
    var options =
        new TensorRtOptions(2, false, Optional.of(Path.of("engines")), OptionalLong.of(99));

    assertThat(options.keys())
        .containsEntry("device_id", "2")
        .containsEntry("trt_fp16_enable", "0")
        .containsEntry("trt_engine_cache_enable", "1")
        .containsEntry("trt_engine_cache_path", "engines")
        .containsEntry("trt_timing_cache_enable", "1")
        .containsEntry("trt_max_workspace_size", "99");
  }

  @Test
  void rejectsWhatCannotBe() {
    assertThatThrownBy(() -> new CudaOptions(-1, OptionalLong.empty(), CudnnSearch.DEFAULT, false))
        .hasMessageContaining("device=-1");
    assertThatThrownBy(() -> new CudaOptions(0, OptionalLong.of(0), CudnnSearch.DEFAULT, false))
        .hasMessageContaining("memoryLimitBytes=0");
    assertThatThrownBy(() -> new TensorRtOptions(-2, true, Optional.empty(), OptionalLong.empty()))
        .hasMessageContaining("device=-2");
    assertThatThrownBy(() -> new TensorRtOptions(0, true, Optional.empty(), OptionalLong.of(-5)))
        .hasMessageContaining("workspaceLimitBytes=-5");
    assertThatThrownBy(
            () -> new DeviceOptions(CudaOptions.defaults(), TensorRtOptions.defaults(), -1))
        .hasMessageContaining("cpuThreads=-1");
  }
}
