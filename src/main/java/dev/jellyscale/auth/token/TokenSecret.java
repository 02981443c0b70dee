package dev.jellyscale.auth.token;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token in plain text, as only its holder keeps it.
 *
 * @param value {@code upsk_} and 256 random bits in base64url; the beginning lets secret scanners
 *     find it
 */
public record TokenSecret(String value) {
  private static final String BEGINNING = "upsk_";
  private static final int BYTES = 32;
  private static final int SHOWN = BEGINNING.length() + 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one, unlike every other. */
  public static TokenSecret make() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new TokenSecret(
        BEGINNING + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The first characters, by which a person recognises it in a list. */
  public String prefix() {
    return value.substring(0, SHOWN);
  }

  /** What is stored of it. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(value);
  }

  /** Tells the prefix alone, so that no log shows a token. */
  @Override
  public String toString() {
    return prefix() + "...";
  }
}
