package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.MemoryUse.Pool;

/** What the device at hand is; how fast it is stands with each {@link Candidate}. */
public record DeviceAbility(DeviceClass deviceClass) {
  private static final long GIB = 1L << 30;

  /** Cards keep some of their memory for themselves: one of 12 GiB tells 11.6 and more. */
  private static final long LEAST_LARGE = 11 * GIB;

  private static final long LEAST_GPU = 7 * GIB / 2;

  /**
   * The device that a model ran on. A GPU that does not tell its memory counts as a small one, and
   * one with less than 4 GiB as a processor.
   */
  public static DeviceAbility of(MemoryUse use) {
    if (use.pool() == Pool.HOST) {
      return new DeviceAbility(DeviceClass.CPU);
    }
    long bytes = use.deviceBytes().orElse(LEAST_GPU);
    if (bytes >= LEAST_LARGE) {
      return new DeviceAbility(DeviceClass.LARGE_GPU);
    }
    return new DeviceAbility(bytes >= LEAST_GPU ? DeviceClass.GPU : DeviceClass.CPU);
  }

  /** Whether the device is of a class, or of a larger one. */
  boolean reaches(DeviceClass wanted) {
    return deviceClass.compareTo(wanted) >= 0;
  }
}
