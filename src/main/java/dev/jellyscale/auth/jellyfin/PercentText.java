package dev.jellyscale.auth.jellyfin;

/** Text with bytes as {@code %41}. What is malformed stays as it is; nothing is refused here. */
final class PercentText {
  private static final int DIGITS = 2;

  private PercentText() {}

  /** The text with a blank for each plus, and a character for each byte that is written out. */
  static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    var decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      int value = here == '%' ? valueAt(text, i + 1) : -1;
      if (value >= 0) {
        decoded.append((char) value); // Above ASCII it is wrong, and no token either way.
        i += DIGITS;
      } else {
        decoded.append(here == '+' ? ' ' : here);
      }
    }
    return decoded.toString();
  }

  /** The byte that two digits make; -1 where there are none. */
  private static int valueAt(String text, int index) {
    if (index + DIGITS > text.length()) {
      return -1;
    }
    int high = digit(text.charAt(index));
    int low = digit(text.charAt(index + 1));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Of ASCII alone: Unicode has others. */
  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
