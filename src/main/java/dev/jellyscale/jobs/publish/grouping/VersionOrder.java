package dev.jellyscale.jobs.publish.grouping;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The order in which versions are offered: names with a resolution first, the highest of them
 * first; others by name, numbers by their value. The first one is what is played unasked.
 */
final class VersionOrder implements Comparator<String> {
  private static final Pattern NUMBERS =
      Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

  /** Compares names without their suffixes. */
  static final Comparator<String> OF_STEMS = new VersionOrder();

  private static final Comparator<String> NATURAL = VersionOrder::natural;

  private VersionOrder() {}

  @Override
  public int compare(String one, String other) {
    var ones = VideoName.resolution(one);
    var others = VideoName.resolution(other);
    if (ones.isEmpty() != others.isEmpty()) {
      return ones.isEmpty() ? 1 : -1;
    }
    int byResolution = NATURAL.compare(others, ones);
    return byResolution != 0 ? byResolution : NATURAL.compare(one, other);
  }

  private static int natural(String one, String other) {
    var ones = NUMBERS.split(one.toLowerCase(Locale.ROOT));
    var others = NUMBERS.split(other.toLowerCase(Locale.ROOT));
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      int piece = piece(ones[i], others[i]);
      if (piece != 0) {
        return piece;
      }
    }
    return Integer.compare(ones.length, others.length);
  }

  private static int piece(String one, String other) {
    if (isNumber(one) && isNumber(other)) {
      var bare = one.replaceFirst("^0+(?=.)", "");
      var otherBare = other.replaceFirst("^0+(?=.)", "");
      int byLength = Integer.compare(bare.length(), otherBare.length());
      return byLength != 0 ? byLength : bare.compareTo(otherBare);
    }
    return one.compareTo(other);
  }

  private static boolean isNumber(String piece) {
    return !piece.isEmpty() && Character.isDigit(piece.charAt(0));
  }
}
