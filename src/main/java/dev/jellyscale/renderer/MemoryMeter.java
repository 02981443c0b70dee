package dev.jellyscale.renderer;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.renderer.DeviceMemory.Reading;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Measures what models take, in the memory of the device that they came to run on: resident memory
 * for a CPU, device memory for a GPU, never the one for the other.
 *
 * @param resident bytes of this process in main memory
 */
record MemoryMeter(DeviceMemory device, LongSupplier resident) {

  /** Memory before a model is opened. */
  Before begin() {
    return new Before(this, resident.getAsLong(), device.read());
  }

  /** What was taken before. */
  record Before(MemoryMeter meter, long resident, Optional<Reading> device) {

    /**
     * What was taken since.
     *
     * @param weightBytes the least that a model takes: memory of models before it may be in use
     *     again, and a GPU may not tell
     */
    MemoryUse since(ExecutionProvider provider, long weightBytes) {
      return provider == ExecutionProvider.CPU
          ? MemoryUse.host(Math.max(weightBytes, meter.resident.getAsLong() - resident))
          : onDevice(weightBytes);
    }

    /** What a measurement has needed: on a CPU all that the process holds. */
    MemoryUse peak(ExecutionProvider provider, long weightBytes) {
      return provider == ExecutionProvider.CPU
          ? MemoryUse.host(meter.resident.getAsLong())
          : onDevice(weightBytes);
    }

    private MemoryUse onDevice(long weightBytes) {
      var after = meter.device.read();
      if (device.isEmpty() || after.isEmpty()) {
        return new MemoryUse(
            MemoryUse.Pool.DEVICE,
            weightBytes,
            false,
            after.map(Reading::total).map(OptionalLong::of).orElse(OptionalLong.empty()));
      }
      return MemoryUse.device(
          Math.max(weightBytes, device.get().free() - after.get().free()), after.get().total());
    }
  }
}
