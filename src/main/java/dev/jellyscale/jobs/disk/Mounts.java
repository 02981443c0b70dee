package dev.jellyscale.jobs.disk;

import dev.jellyscale.config.MountPoint;
import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How files come from one folder to another. Two folders of one disk that are mounted apart, as
 * volumes of a container are, cannot give each other's files another name.
 */
final class Mounts {
  private static final System.Logger LOG = System.getLogger(Mounts.class.getName());

  private Mounts() {}

  /** How a file comes from one folder to another; as if by copying where that is not known. */
  static Way way(Path from, Path to) {
    try {
      if (!Files.getAttribute(from, "unix:dev").equals(Files.getAttribute(to, "unix:dev"))) {
        return Way.COPIED;
      }
      var point = MountPoint.of(from);
      return point.isPresent() && point.equals(MountPoint.of(to))
          ? Way.RENAMED
          : Way.COPIED_ON_ONE_DISK;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Disks cannot be compared", e);
      return Way.COPIED;
    }
  }
}
