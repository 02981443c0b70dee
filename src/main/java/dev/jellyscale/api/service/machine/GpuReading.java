package dev.jellyscale.api.service.machine;

import java.util.List;
import java.util.Optional;

/**
 * What the driver of the GPUs told.
 *
 * @param gpus in the order of their numbers; empty where there is none or nobody can tell
 * @param cuda newest version of CUDA that the driver can run, such as {@code 12.8}
 * @param problem why the driver could not be asked; empty where it answered
 */
public record GpuReading(List<Gpu> gpus, Optional<String> cuda, Optional<String> problem) {
  public GpuReading {
    gpus = List.copyOf(gpus);
  }

  static GpuReading failed(String problem) {
    return new GpuReading(List.of(), Optional.empty(), Optional.of(problem));
  }

  /** Version of the driver; empty where no GPU is known. */
  public Optional<String> driver() {
    return gpus.stream().map(Gpu::driver).findFirst();
  }
}
