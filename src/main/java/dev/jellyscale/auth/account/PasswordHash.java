package dev.jellyscale.auth.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** Argon2id of a password. Takes as long as its cost has it, so that guessing does. */
final class PasswordHash {
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  /**
   * What a hash costs.
   *
   * @param kib of memory
   * @param passes over that memory
   */
  record Cost(int kib, int passes) {
    /** As OWASP's page on storing passwords has it: 19 MiB, and tens of milliseconds. */
    static final Cost USUAL = new Cost(19_456, 2);
  }

  private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password with a salt of its own. */
  static PasswordHash of(String password, Cost cost) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(cost, salt, hash(password, salt, cost));
  }

  /** A hash of what nobody knows: to take as long for an account that is not there. */
  static PasswordHash ofNothing(Cost cost) {
    var secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return of(new String(secret, StandardCharsets.ISO_8859_1), cost);
  }

  /** Whether it is of this password; takes as long for every answer. */
  boolean matches(String password) {
    return MessageDigest.isEqual(hash, hash(password, salt, cost));
  }

  private static byte[] hash(String password, byte[] salt, Cost cost) {
    return Argon2Function.getInstance(cost.kib(), cost.passes(), LANES, BYTES, Argon2.ID)
        .hash(password.getBytes(StandardCharsets.UTF_8), salt)
        .getBytes();
  }
}
