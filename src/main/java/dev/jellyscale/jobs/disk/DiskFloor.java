package dev.jellyscale.jobs.disk;

import dev.jellyscale.config.EnvironmentSetting;
import java.util.Map;

/**
 * What stays free on the disks of work and of finished files, for all else that lives there.
 *
 * @param bytes at least 0
 */
public record DiskFloor(long bytes) {
  /** The environment variable, a size such as {@code 2GiB}. */
  public static final String VARIABLE = "JELLYSCALE_DISK_FLOOR";

  /** Where nothing is set. */
  public static final DiskFloor USUAL = new DiskFloor(2L << 30);

  public DiskFloor {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes=" + bytes);
    }
  }

  /**
   * Reads the setting.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if it is no size
   */
  public static DiskFloor of(Map<String, String> environment) {
    return new DiskFloor(
        EnvironmentSetting.of(VARIABLE, environment).bytes().orElse(USUAL.bytes()));
  }
}
