package dev.jellyscale.jobs.notify.send;

import java.util.regex.Pattern;

/** Words of others, made fit for a message that a person reads elsewhere. */
final class PlainWords {
  private static final Pattern PATH = Pattern.compile("(?<![\\w:/.])/[^\\s'\",;:()]+");
  private static final Pattern MARKS = Pattern.compile("[\\\\*_~`|<>@#\\[\\]():!.+{}=-]");
  private static final String LEFT_OUT = "...";

  private PlainWords() {}

  /**
   * One line without absolute paths, control characters and those that turn the direction of
   * writing.
   *
   * @param most characters
   */
  static String line(String text, int most) {
    var clean = new StringBuilder();
    PATH.matcher(text)
        .replaceAll("(a path)")
        .codePoints()
        .map(c -> isVisible(c) ? c : ' ')
        .forEach(clean::appendCodePoint);
    return cut(clean.toString().strip(), most);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - LEFT_OUT.length();
    // Half of a character would be none.
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + LEFT_OUT;
  }

  /** The same line where Markdown is read: shown as it is, no link, no mention, no emphasis. */
  static String escaped(String line) {
    return MARKS.matcher(line).replaceAll("\\\\$0");
  }
}
