package dev.jellyscale.config.roots;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file below a named root, written {@code root:folder/file}. It names the same file on every
 * node, wherever each has its folders, and no absolute path can hide in it.
 *
 * @param root name of a root
 * @param path relative, with {@code /} between names; none of them empty, {@code .} or {@code ..}
 */
public record RootedPath(String root, String path) {
  private static final Pattern ROOT = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final int MOST_BYTES = 2048;
  private static final int MOST_BYTES_OF_A_NAME = 255;

  public RootedPath {
    if (!isRootName(root)) {
      throw new Invalid(
          "'%s' is no name of a root (small letters, digits, '_', '-', at most 32)"
              .formatted(root));
    }
    requirePath(path);
  }

  /** Whether a root may have this name. */
  static boolean isRootName(String name) {
    return ROOT.matcher(name).matches();
  }

  private static void requirePath(String path) {
    if (path.isEmpty() || bytes(path) > MOST_BYTES) {
      throw new Invalid("A path below a root has 1 to " + MOST_BYTES + " bytes");
    }
    for (var name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new Invalid("A path below a root has no empty names, '.' or '..'");
      }
      if (!isNameOfFile(name)) {
        throw new Invalid("No file has a name of more than " + MOST_BYTES_OF_A_NAME + " bytes");
      }
    }
    if (!isText(path)) {
      throw new Invalid("A path below a root has whole characters alone, no halves of them");
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new Invalid("A path below a root has no control characters");
    }
  }

  /** Whether a name is no longer than file systems let it be. */
  public static boolean isNameOfFile(String name) {
    return bytes(name) <= MOST_BYTES_OF_A_NAME;
  }

  private static boolean isText(String path) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(path);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Reads the written form.
   *
   * @throws Invalid if it is none
   */
  public static RootedPath parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new Invalid("A file is written as 'root:folder/file'; no root is named");
    }
    return new RootedPath(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The last name of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** All folders above it, below the root; the nearest one first. */
  public List<RootedPath> folders() {
    var folders = new ArrayList<RootedPath>();
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      folders.add(new RootedPath(root, path.substring(0, slash)));
    }
    return folders;
  }

  /**
   * A file in the same folder.
   *
   * @throws Invalid if no file can have that name
   */
  public RootedPath sibling(String name) {
    if (name.indexOf('/') >= 0) {
      throw new Invalid("The name of a file has no '/'");
    }
    return new RootedPath(root, path.substring(0, path.length() - fileName().length()) + name);
  }

  /** The written form. */
  @Override
  public String toString() {
    return root + ":" + path;
  }
}
