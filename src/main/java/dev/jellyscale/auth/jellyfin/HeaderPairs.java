package dev.jellyscale.auth.jellyfin;

import java.util.ArrayList;
import java.util.List;

/**
 * The pairs of Jellyfin's authorization header: {@code Client="a, b", Token=c}. Commas separate
 * pairs, but not inside quotation marks; these are optional, and so is every blank. Every text has
 * pairs, if only none.
 */
final class HeaderPairs {
  private static final char QUOTE = '"';

  private HeaderPairs() {}

  /** The decoded values of {@code key}, whose case counts, in the order of their coming. */
  static List<String> values(String key, String pairs) {
    var values = new ArrayList<String>();
    int begin = 0;
    while (begin <= pairs.length()) {
      int end = outside(',', pairs, begin, pairs.length());
      int equals = outside('=', pairs, begin, end);
      if (equals < end && pairs.substring(begin, equals).strip().equals(key)) {
        values.add(PercentText.decode(bare(pairs.substring(equals + 1, end))));
      }
      begin = end + 1;
    }
    return values;
  }

  /** Where {@code wanted} is next outside of quotation marks; {@code to} where it is not. */
  private static int outside(char wanted, String text, int from, int to) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      char here = text.charAt(i);
      if (here == QUOTE) {
        quoted = !quoted;
      } else if (here == wanted && !quoted) {
        return i;
      }
    }
    return to;
  }

  /** Without blanks and quotation marks around it. */
  private static String bare(String value) {
    var stripped = value.strip();
    int begin = 0;
    int end = stripped.length();
    while (begin < end && stripped.charAt(begin) == QUOTE) {
      begin++;
    }
    while (end > begin && stripped.charAt(end - 1) == QUOTE) {
      end--;
    }
    return stripped.substring(begin, end);
  }
}
