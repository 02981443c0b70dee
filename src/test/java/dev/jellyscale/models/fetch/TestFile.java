package dev.jellyscale.models.fetch;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A file of noise, and how to ask for it. */
public record TestFile(byte[] content) {

  public static TestFile of(int bytes) {
    var content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return new TestFile(content);
  }

  public int bytes() {
    return content.length;
  }

  public Download at(URI... mirrors) {
    return new Download(List.of(mirrors), content.length, sha256());
  }

  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
