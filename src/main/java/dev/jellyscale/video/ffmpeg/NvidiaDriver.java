package dev.jellyscale.video.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether this machine has a driver for NVIDIA GPUs, without which none can decode. */
public final class NvidiaDriver {
  private static final List<String> SIGNS =
      List.of("proc/driver/nvidia/version", "dev/nvidiactl", "dev/dxg");

  private NvidiaDriver() {}

  /** Whether a driver is loaded, be its GPUs usable or not. */
  public static boolean isPresent() {
    return isPresent(Path.of("/"));
  }

  static boolean isPresent(Path root) {
    return SIGNS.stream().anyMatch(sign -> Files.exists(root.resolve(sign)));
  }
}
