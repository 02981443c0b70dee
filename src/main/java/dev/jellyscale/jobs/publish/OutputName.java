package dev.jellyscale.jobs.publish;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.publish.grouping.VideoName;
import dev.jellyscale.protocol.job.TargetBox;
import dev.jellyscale.protocol.job.VideoWish;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/** Where a film goes whose place nobody has named. */
public final class OutputName {
  /** Containers that are written; what others hold goes into the first. */
  private static final String USUAL = "mkv";

  private static final Set<String> WRITTEN = Set.of(USUAL, "mp4", "m4v", "mov");

  /** Persian and Hindi cannot be written without them, nor some emoji. */
  private static final Set<Integer> JOINERS = Set.of(0x200c, 0x200d);

  private OutputName() {}

  /**
   * The source's folder and name below the output root, with its size put before the suffix: {@code
   * output:films/a.2x.mkv} for {@code media:films/a.mkv}.
   *
   * @param size {@code 2x} or {@code 1080p}
   * @throws Invalid if such a name is too long
   */
  public static RootedPath of(RootedPath source, String size) {
    var name = source.fileName();
    var suffix = VideoName.suffix(name);
    var stem = suffix.isEmpty() ? name : name.substring(0, name.length() - suffix.length() - 1);
    var film = "%s.%s.%s".formatted(stem, size, isWritten(suffix) ? lower(suffix) : USUAL);
    return new RootedPath(MediaRoots.OUTPUT, source.sibling(film).path());
  }

  /**
   * The size as {@link #of} puts it into names: {@code 1080p}, or {@code 2x}.
   *
   * @param ofModel scale of the model; asked for only where nothing else is said
   */
  public static String size(VideoWish.Scale scale, IntSupplier ofModel) {
    return scale
        .within()
        .map(TargetBox::of)
        .orElseGet(() -> scale.times().orElseGet(ofModel) + "x");
  }

  /**
   * Lets only places pass where nothing stands.
   *
   * @throws Conflict if something does
   */
  public static RootedPath requireFree(RootedPath output, MediaRoots roots) {
    if (Files.exists(roots.target(output), LinkOption.NOFOLLOW_LINKS)) {
      throw new Conflict("A file stands at %s already".formatted(output));
    }
    return output;
  }

  private static boolean isWritten(String suffix) {
    return WRITTEN.contains(lower(suffix));
  }

  /** May have another length than before. */
  private static String lower(String suffix) {
    return suffix.toLowerCase(Locale.ROOT);
  }

  /**
   * Lets only names pass whose suffix is that of a container that is written.
   *
   * @throws Invalid if it is not
   */
  public static RootedPath requireContainer(RootedPath output) {
    if (!isWritten(VideoName.suffix(output.fileName()))) {
      throw new Invalid("Its name ends on .mkv, .mp4, .m4v or .mov");
    }
    return output;
  }

  /**
   * Lets no name pass that reads otherwise than it is: with characters that turn the direction of
   * writing, break the line or cannot be seen.
   *
   * @throws Invalid if it is such a name
   */
  public static RootedPath requireVisible(RootedPath output) {
    output
        .path()
        .codePoints()
        .filter(OutputName::misleads)
        .findFirst()
        .ifPresent(
            character -> {
              throw new Invalid(
                  "Its name holds U+%04X, a character that cannot be seen; name another output"
                      .formatted(character));
            });
    return output;
  }

  private static boolean misleads(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !JOINERS.contains(character);
      default -> false;
    };
  }
}
