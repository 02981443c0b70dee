package dev.jellyscale.jobs.publish.grouping;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.regex.Pattern;

/**
 * What tells a version from others, in its name and in the players' list.
 *
 * @param text 1 to {@value #LONGEST} characters, none of which file systems refuse
 */
public record VersionLabel(String text) {
  /** Most characters. */
  public static final int LONGEST = 60;

  private static final Pattern REFUSED = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}/\\\\<>:\"|?*]");

  public VersionLabel {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new Invalid("A label has 1 to %d characters".formatted(LONGEST));
    }
    if (REFUSED.matcher(text).find()) {
      throw new Invalid("A label has no character that file systems refuse, and none unseen");
    }
    if (!text.equals(text.strip()) || text.endsWith(".") || text.startsWith(".")) {
      throw new Invalid("A label begins and ends with no blank and no dot");
    }
  }

  /** The usual one for a picture of this height: {@code 2160p AI}. */
  public static VersionLabel ofHeight(int height) {
    return new VersionLabel(height + "p AI");
  }

  @Override
  public String toString() {
    return text;
  }
}
