package dev.jellyscale.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/**
 * A file below a named folder, such as {@code media:films/a.mkv}. Each node may have the folder
 * elsewhere. Whether the file exists, and whether links lead out of the folder, is found out where
 * the path is resolved.
 *
 * @param root name of the folder: lower-case letters, digits and {@code -}, at most 32, beginning
 *     with a letter
 * @param path below it, with {@code /} between names; no name is empty, {@code .} or {@code ..}
 */
public record RootedPath(String root, String path) {
  private static final Pattern ROOT = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern STEP_ASIDE = Pattern.compile("(^|/)\\.{0,2}(/|$)");
  private static final int MAX_LENGTH = 1024;

  public RootedPath {
    if (!ROOT.matcher(root).matches()) {
      throw new Invalid(
          "The root of a path has lower-case letters, digits and '-', at most 32 of them");
    }
    if (path.length() > MAX_LENGTH
        || STEP_ASIDE.matcher(path).find()
        || path.codePoints().anyMatch(Character::isISOControl)) {
      throw new Invalid(
          "The path below '%s:' has to be relative, without '.', '..' and empty names"
              .formatted(root));
    }
  }

  /**
   * A path as people write it.
   *
   * @throws Invalid if it has no root or is not below it
   */
  @JsonCreator
  public static RootedPath parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new Invalid("A path has to begin with its root, such as media:films/a.mkv");
    }
    return new RootedPath(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Name of the file, without the folders above it. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  @JsonValue
  public String toString() {
    return root + ":" + path;
  }
}
