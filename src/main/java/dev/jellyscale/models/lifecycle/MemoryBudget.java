package dev.jellyscale.models.lifecycle;

import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.MemoryUse.Pool;
import java.util.OptionalLong;

/**
 * How much of each device's memory open models may take together.
 *
 * @param bytes the same for every device; empty: 4 GiB of main memory, and 60 % of a GPU's memory,
 *     or 4 GiB where it does not tell how much it has
 */
public record MemoryBudget(OptionalLong bytes) {
  private static final long USUAL_BYTES = 4L << 30;
  private static final int GPU_PERCENT = 60;

  /** What suits most machines. */
  public static final MemoryBudget USUAL = new MemoryBudget(OptionalLong.empty());

  public MemoryBudget {
    if (bytes.isPresent() && bytes.getAsLong() < 1) {
      throw new IllegalArgumentException("bytes=" + bytes.getAsLong() + " is not at least 1");
    }
  }

  /** Bytes that models may take on the device that one of them runs on. */
  long of(MemoryUse use) {
    if (bytes.isPresent()) {
      return bytes.getAsLong();
    }
    return use.pool() == Pool.DEVICE && use.deviceBytes().isPresent()
        ? use.deviceBytes().getAsLong() / 100 * GPU_PERCENT
        : USUAL_BYTES;
  }
}
