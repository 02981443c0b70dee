package dev.jellyscale.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a token. A token of 256 random bits needs no slow hash: nobody can try them out.
 *
 * @param hex 64 digits
 */
public record Fingerprint(String hex) {

  /** The fingerprint of a token. */
  public static Fingerprint of(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(token.getBytes(StandardCharsets.UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Whether both are of the same token; takes as long for every answer. */
  public boolean matches(Fingerprint other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }
}
