package dev.jellyscale.cli.upscale;

/** Text of strangers, such as names of files and titles, made safe for a terminal. */
public final class PlainText {
  private PlainText() {}

  /** The text with characters that draw nothing or reorder others as {@code \}{@code u001b}. */
  public static String of(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSafe(point)) {
                safe.appendCodePoint(point);
              } else {
                safe.append(String.format("\\u%04x", point));
              }
            });
    return safe.toString();
  }

  private static boolean isSafe(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
