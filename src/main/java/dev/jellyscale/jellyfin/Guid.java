package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/** How Jellyfin writes its ids: 32 hexadecimal digits, or the same with four hyphens. */
final class Guid {
  private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern HYPHENS =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String NONE = "0".repeat(32);

  private Guid() {}

  /**
   * The digits in lower case, without hyphens.
   *
   * @throws Invalid if it is neither of the two forms, or all zero: that is Jellyfin's word for
   *     none, and would be taken for its root folder, or for the caller
   */
  static String parse(String text) {
    var hex = hex(text);
    if (hex.equals(NONE)) {
      throw new Invalid("An id of Jellyfin has 32 hexadecimal digits, and this is none");
    }
    return hex;
  }

  /** Whether a text is one. */
  static boolean isId(String text) {
    return !hex(text).equals(NONE);
  }

  private static String hex(String text) {
    boolean written = PLAIN.matcher(text).matches() || HYPHENS.matcher(text).matches();
    return written ? text.replace("-", "").toLowerCase(Locale.ROOT) : NONE;
  }

  /** The given digits, if they are in the form of {@link #parse}. */
  static String require(String hex) {
    if (!hex.equals(parse(hex))) {
      throw new Invalid("An id of Jellyfin is kept in small letters without hyphens");
    }
    return hex;
  }
}
