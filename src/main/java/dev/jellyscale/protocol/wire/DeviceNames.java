package dev.jellyscale.protocol.wire;

import java.util.List;

/**
 * What the devices of a renderer's machine are called.
 *
 * @param gpus those that the driver serves; none where there is no driver
 */
public record DeviceNames(String processor, List<String> gpus) {
  public DeviceNames {
    gpus = List.copyOf(gpus);
  }
}
