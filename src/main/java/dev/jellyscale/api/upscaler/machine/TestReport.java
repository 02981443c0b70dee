package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.service.inference.Benchmarks.Benchmark;
import java.util.Locale;
import java.util.Optional;

/**
 * The model has worked.
 *
 * @param quality null: there are no levels of it
 * @param hardwareAcceleration whether that was on a GPU
 * @param gpuModel {@code none} without a GPU
 * @param estimatedPerformance what was measured, in words
 * @param message a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TestReport(
    boolean success,
    String model,
    int scale,
    Optional<String> quality,
    boolean hardwareAcceleration,
    String gpuModel,
    boolean supportsCUDA,
    String estimatedPerformance,
    String message) {

  static TestReport of(Benchmark measured, HardwareProfile machine) {
    return new TestReport(
        true,
        measured.model(),
        measured.scale(),
        Optional.empty(),
        measured.usingGpu(),
        machine.gpuModel(),
        machine.supportsCUDA(),
        speed(measured),
        sentence(measured));
  }

  private static String speed(Benchmark measured) {
    return String.format(
        Locale.ROOT, "%.1f frames of %s a second", measured.fps(), measured.inputSize());
  }

  /** What was measured, for a person. */
  static String sentence(Benchmark measured) {
    return "Model '%s' upscales %s, on %s"
        .formatted(
            measured.model(), speed(measured), measured.usingGpu() ? "a GPU" : "the processor");
  }
}
