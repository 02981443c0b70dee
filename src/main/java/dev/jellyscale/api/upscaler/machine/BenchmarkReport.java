package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.inference.Benchmarks.Benchmark;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a measurement found.
 *
 * @param message a sentence
 */
record BenchmarkReport(boolean success, boolean serviceAvailable, String message, Results results) {
  private static final double MILLIS = 1000;

  /**
   * What was found.
   *
   * @param duration seconds that it took, opening of the model included
   * @param modelPerformance by the id of the model
   * @param resolutionPerformance by the size of the pictures that went in
   * @param timestamp ISO 8601, UTC
   */
  record Results(
      double duration,
      boolean serviceAvailable,
      HostProfile systemInfo,
      OptimalSettings optimalSettings,
      Map<String, Measured> modelPerformance,
      Map<String, Measured> resolutionPerformance,
      String timestamp) {}

  /** How fast it was. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Measured(
      String model,
      String inputSize,
      String outputSize,
      double fps,
      double avgTimeMs,
      boolean usingGpu) {}

  /**
   * A measurement that succeeded.
   *
   * @param nanos that it took
   */
  static BenchmarkReport of(Benchmark measured, long nanos, OptimalSettings settings, Instant now) {
    var found =
        new Measured(
            measured.model(),
            measured.inputSize(),
            measured.outputSize(),
            measured.fps(),
            measured.avgTimeMs(),
            measured.usingGpu());
    var results =
        new Results(
            Duration.ofNanos(nanos).toMillis() / MILLIS,
            true,
            HostProfile.ofThisMachine(),
            settings,
            Map.of(measured.model(), found),
            Map.of(measured.inputSize(), found),
            now.toString());
    return new BenchmarkReport(true, true, TestReport.sentence(measured), results);
  }
}
