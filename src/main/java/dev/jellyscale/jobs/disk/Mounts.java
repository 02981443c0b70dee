package dev.jellyscale.jobs.disk;

import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel has mounted, by proc(5) {@code mountinfo}. Two folders of one disk that are
 * mounted apart, as volumes of a container are, cannot give each other's files another name.
 */
final class Mounts {
  private static final System.Logger LOG = System.getLogger(Mounts.class.getName());
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;
  private static final int EIGHT = 8;
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private Mounts() {}

  /** How a file comes from one folder to another; as if by copying where that is not known. */
  static Way way(Path from, Path to) {
    try {
      if (!Files.getAttribute(from, "unix:dev").equals(Files.getAttribute(to, "unix:dev"))) {
        return Way.COPIED;
      }
      return point(from.toRealPath()).equals(point(to.toRealPath()))
          ? Way.RENAMED
          : Way.COPIED_ON_ONE_DISK;
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "Disks cannot be compared", e);
      return Way.COPIED;
    }
  }

  /** Where the file system is mounted that holds a real path. */
  private static Optional<Path> point(Path path) throws IOException {
    try (var lines = Files.lines(TABLE)) {
      return lines
          .map(line -> Path.of(plain(BLANK.split(line)[POINT])))
          .filter(path::startsWith)
          .max(Comparator.comparingInt(Path::getNameCount));
    }
  }

  private static String character(String octal) {
    return String.valueOf((char) Integer.parseInt(octal, EIGHT));
  }

  /** Blanks and the like stand there as octal numbers. */
  private static String plain(String name) {
    return OCTAL
        .matcher(name)
        .replaceAll(code -> Matcher.quoteReplacement(character(code.group(1))));
  }
}
