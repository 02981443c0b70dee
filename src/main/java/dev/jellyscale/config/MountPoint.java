package dev.jellyscale.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the kernel has mounted file systems, by proc(5) {@code mountinfo}. */
public final class MountPoint {
  private static final System.Logger LOG = System.getLogger(MountPoint.class.getName());
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;
  private static final int EIGHT = 8;
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private MountPoint() {}

  /** Where the file system is mounted that holds a folder; empty where that is not known. */
  public static Optional<Path> of(Path folder) {
    try (var lines = Files.lines(TABLE)) {
      var real = folder.toRealPath();
      return lines
          .map(line -> Path.of(plain(BLANK.split(line)[POINT])))
          .filter(real::startsWith)
          .max(Comparator.comparingInt(Path::getNameCount));
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "Nobody knows what is mounted where", e);
      return Optional.empty();
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
