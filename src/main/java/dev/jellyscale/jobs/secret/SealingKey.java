package dev.jellyscale.jobs.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of AES-256-GCM. What it seals is bound to a label: under another one it cannot be opened,
 * so that whoever writes to the database cannot exchange two secrets.
 */
final class SealingKey {
  /** Bytes of a key. */
  static final int BYTES = 32;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 8;
  private static final int HEAD_BYTES = 1 + NONCE_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String id;

  SealingKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A key has " + BYTES + " bytes");
    }
    key = new SecretKeySpec(bytes, "AES");
    id = id(bytes);
  }

  /** New bytes for a key. */
  static byte[] random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String id(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("jellyscale key id\n".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(bytes), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Tells keys apart, and nothing about them: 16 hexadecimal digits. */
  String id() {
    return id;
  }

  /** Seals bytes under a label, each time to other bytes. */
  byte[] seal(String label, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, label);
      var sealed =
          Arrays.copyOf(new byte[] {FORMAT}, HEAD_BYTES + cipher.getOutputSize(plain.length));
      System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, HEAD_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  /**
   * What was sealed under this label.
   *
   * @return empty where it was sealed by another key or under another label, or has changed since
   */
  Optional<byte[]> open(String label, byte[] sealed) {
    if (sealed.length < HEAD_BYTES || sealed[0] != FORMAT) {
      return Optional.empty();
    }
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, HEAD_BYTES), label);
      return Optional.of(cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
