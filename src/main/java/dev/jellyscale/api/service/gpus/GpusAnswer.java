package dev.jellyscale.api.service.gpus;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.GpuReading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contract's answer to {@code GET /gpus}.
 *
 * @param currentDeviceId number of the GPU that renderers take
 * @param problem why the driver does not tell; null where it does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GpusAnswer(List<Row> gpus, int total, int currentDeviceId, Optional<String> problem) {

  /**
   * One of the GPUs.
   *
   * @param memoryTotalMb in MiB; 0 where the driver does not tell
   * @param memoryFreeMb in MiB; 0 where the driver does not tell
   * @param utilisation percent; null where the driver does not tell
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(
      int index,
      String name,
      long memoryTotalMb,
      long memoryFreeMb,
      String driver,
      String type,
      OptionalInt utilisation) {

    private static Row of(Gpu gpu) {
      return new Row(
          gpu.index(),
          gpu.name(),
          gpu.memory().totalMib().orElse(0),
          gpu.memory().freeMib().orElse(0),
          gpu.driver(),
          "nvidia",
          gpu.utilisation());
    }
  }

  /** What the driver tells. */
  public static GpusAnswer of(GpuReading reading) {
    var rows = reading.gpus().stream().map(Row::of).toList();
    return new GpusAnswer(rows, rows.size(), 0, reading.problem());
  }
}
