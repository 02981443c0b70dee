package dev.jellyscale.api.service.gpus;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * The contract's answer to {@code GET /gpu-verify}.
 *
 * @param onnxProviders compiled in, by ONNX Runtime's names
 * @param activeProviders the one that did the last work
 * @param clinfo of OpenCL, which nothing here uses
 * @param nvidiaSmi what the driver's program prints
 * @param skipTensorrt whether TensorRT is left out although it is there: never
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GpuVerifyAnswer(
    List<String> onnxProviders,
    List<String> activeProviders,
    boolean usingGpu,
    boolean gpuRequested,
    int gpuDeviceId,
    List<GpusAnswer.Row> gpuList,
    String clinfo,
    String nvidiaSmi,
    DeviceFolder devDri,
    Wsl wsl2,
    boolean skipTensorrt,
    InferenceTest inferenceTest,
    List<String> troubleshootingTips) {

  /** The folder of graphics devices. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record DeviceFolder(boolean exists, List<String> contents, Optional<String> hint) {}

  /** Whether this is Linux inside of Windows. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Wsl(
      boolean isWsl2Environment, boolean wslLibMounted, boolean ldLibraryPath, String hint) {}

  /**
   * How the last work went, which is the proof that inference works.
   *
   * @param status {@code ok} or {@code no_model_loaded}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record InferenceTest(
      String status,
      Optional<Double> timeMs,
      Optional<String> inputShape,
      Optional<String> error) {}
}
