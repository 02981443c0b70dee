package dev.jellyscale.jellyfin;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Version of a Jellyfin server, such as 10.11.4 or 12.0.0. */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})([.+-].{0,40})?");
  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch);

  /** Reads what a server says of itself; what follows the third number is left out. */
  static Optional<ServerVersion> parse(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new ServerVersion(number(form.group(1)), number(form.group(2)), number(form.group(3))))
        : Optional.empty();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** Whether it is this version or a later one. */
  public boolean isAtLeast(int atLeastMajor, int atLeastMinor) {
    return compareTo(new ServerVersion(atLeastMajor, atLeastMinor, 0)) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  /** As a server writes it. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
