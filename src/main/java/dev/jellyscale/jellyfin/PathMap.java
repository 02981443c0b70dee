package dev.jellyscale.jellyfin;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What Jellyfin's paths are here. A path belongs to the entry with the longest folder that it lies
 * below, whole names compared, in the case that Jellyfin gives. Paths of Windows, with a drive or
 * of a share, are understood as well as such with {@code /}.
 *
 * @param entries the longest folder of Jellyfin first
 */
public record PathMap(List<Entry> entries) {
  /** No path of Jellyfin is known here. */
  public static final PathMap NONE = new PathMap(List.of());

  /**
   * One folder by its two names.
   *
   * @param theirs folder on Jellyfin's machine, absolute, without a separator at the end but for a
   *     root
   * @param root name of our root
   * @param below folder below that root, {@code a/b}, or empty for the root itself
   */
  public record Entry(String theirs, String root, String below) {

    public Entry {
      if (!isAbsolute(theirs)) {
        throw wrong(theirs);
      }
      theirs = withoutEnd(theirs);
      // Both forms are judged where they are written for good.
      new RootedPath(root, below.isEmpty() ? "x" : below);
    }

    private boolean isWindows() {
      return theirs.charAt(0) != '/';
    }

    /** With the separators that Windows takes for equal made equal. */
    private String plain(String path) {
      return isWindows() ? path.replace('\\', '/') : path;
    }

    private String prefix() {
      var folder = plain(theirs);
      return folder.endsWith("/") ? folder : folder + "/";
    }

    private boolean holds(String path) {
      return plain(path).startsWith(prefix());
    }

    private Optional<RootedPath> ours(String path) {
      var rest = plain(path).substring(prefix().length());
      return rooted(root, below.isEmpty() ? rest : below + "/" + rest);
    }

    private Optional<String> theirs(RootedPath file) {
      var prefix = below.isEmpty() ? "" : below + "/";
      if (!file.root().equals(root) || !file.path().startsWith(prefix)) {
        return Optional.empty();
      }
      var rest = file.path().substring(prefix.length());
      if (isWindows() && rest.indexOf('\\') >= 0) {
        return Optional.empty();
      }
      boolean backslash = theirs.indexOf('\\') >= 0;
      char separator = backslash ? '\\' : '/';
      var start = theirs.endsWith(String.valueOf(separator)) ? theirs : theirs + separator;
      return Optional.of(start + (backslash ? rest.replace('/', '\\') : rest));
    }
  }

  public PathMap {
    entries =
        entries.stream()
            .sorted(Comparator.comparingInt((Entry e) -> e.theirs().length()).reversed())
            .toList();
  }

  /**
   * Reads {@code /media=media, /data/tv=tv/shows, D:\Films=films}: a folder of Jellyfin, and behind
   * the last {@code =} a root, perhaps with a folder below it.
   *
   * @throws Invalid if an entry is none, or a folder of Jellyfin is given twice
   */
  static PathMap parse(String text) {
    var entries = new ArrayList<Entry>();
    for (var part : text.split(",", -1)) {
      if (!part.isBlank()) {
        var entry = entry(part.strip());
        if (entries.stream().anyMatch(e -> e.theirs().equals(entry.theirs()))) {
          throw new Invalid(
              "%s has the folder '%s' twice".formatted(JellyfinSettings.PATHS, entry.theirs()));
        }
        entries.add(entry);
      }
    }
    return new PathMap(entries);
  }

  private static Entry entry(String part) {
    int equals = part.lastIndexOf('=');
    if (equals < 0) {
      throw wrong(part);
    }
    var ours = part.substring(equals + 1).strip();
    int slash = ours.indexOf('/');
    try {
      return slash < 0
          ? new Entry(part.substring(0, equals).strip(), ours, "")
          : new Entry(
              part.substring(0, equals).strip(),
              ours.substring(0, slash),
              withoutEnd(ours.substring(slash + 1)));
    } catch (Invalid e) {
      throw new Invalid(JellyfinSettings.PATHS + ": " + e.getMessage(), e);
    }
  }

  private static Invalid wrong(String part) {
    return new Invalid(
        "%s is a list such as /media=media, D:\\TV=tv/shows, and '%s' is not"
            .formatted(JellyfinSettings.PATHS, part));
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || isDrive(path) || path.matches("\\\\\\\\[^\\\\]+\\\\.+");
  }

  private static boolean isDrive(String path) {
    return path.matches("[A-Za-z]:[\\\\/].*");
  }

  /** Without separators at its end, unless nothing but a root would be left. */
  private static String withoutEnd(String path) {
    int end = path.length();
    int least = isDrive(path) ? 3 : 1;
    while (end > least && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == '\\')) {
      end--;
    }
    return path.substring(0, end);
  }

  /**
   * A file of Jellyfin, as we name it. Empty where no entry knows it, or the path holds what no
   * path of ours may, such as {@code ..}.
   */
  public Optional<RootedPath> toOurs(String theirs) {
    // The longest alone: where it leads to nothing, a shorter one would lead astray.
    return entries.stream()
        .filter(entry -> entry.holds(theirs))
        .findFirst()
        .flatMap(entry -> entry.ours(theirs));
  }

  /** A file of ours, as Jellyfin names it; empty where no entry holds it. */
  public Optional<String> toTheirs(RootedPath file) {
    return entries.stream()
        .sorted(Comparator.comparingInt((Entry e) -> e.below().length()).reversed())
        .map(entry -> entry.theirs(file))
        .flatMap(Optional::stream)
        .filter(path -> toOurs(path).equals(Optional.of(file)))
        .findFirst();
  }

  private static Optional<RootedPath> rooted(String root, String path) {
    try {
      return Optional.of(new RootedPath(root, path));
    } catch (Invalid _) {
      return Optional.empty();
    }
  }
}
