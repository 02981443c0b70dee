package dev.jellyscale.config.roots;

import dev.jellyscale.config.MountPoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the file systems of folders were mounted when they were seen: a mount point stays where its
 * disk goes, and would be taken for a root in which nothing is. Thread-safe.
 */
public final class SeenMounts {
  private final Map<Path, Path> points = new ConcurrentHashMap<>();

  /** Whether a folder lies on the file system below the one that it was on. */
  boolean isLost(Path folder) {
    var now = MountPoint.of(folder);
    if (now.isEmpty()) {
      return false;
    }
    var known =
        points.merge(
            folder,
            now.get(),
            (seen, point) -> point.getNameCount() > seen.getNameCount() ? point : seen);
    return !known.equals(now.get());
  }
}
