package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What somebody shows to be let in by Jellyfin: the token of a user's device, or an API key. It is
 * never told by {@link #toString}.
 *
 * @param value 1 to 256 visible ASCII characters, no quotation mark among them
 */
public record UserToken(String value) {
  private static final int LONGEST = 256;

  public UserToken {
    if (!isToken(value)) {
      throw new Invalid(
          "A token of Jellyfin has 1 to 256 visible characters and no quotation marks");
    }
  }

  /** Whether a text can be a token at all. */
  public static boolean isToken(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"');
  }

  /** SHA-256 of it in 64 hexadecimal digits, by which caches and limits know it. */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Tells nothing, so that no log shows a token. */
  @Override
  public String toString() {
    return "UserToken[...]";
  }
}
