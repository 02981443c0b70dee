package dev.jellyscale.jobs.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that no log, no answer and no exception shows. */
public final class HiddenText {
  private final String text;

  /** Hides a text. */
  public HiddenText(String text) {
    this.text = text;
  }

  /** The text itself, for whoever has to use it. */
  public String reveal() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether both hide the same; takes as long for every answer. */
  public boolean isSameAs(HiddenText other) {
    return MessageDigest.isEqual(bytes(), other.bytes());
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
