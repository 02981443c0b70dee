package dev.jellyscale.jobs.notify;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Locale;

/** How a target wants to be told. */
public enum TargetKind {
  /** A program of the operator's: JSON, signed. */
  WEBHOOK,
  /** A channel of Discord, by its own webhook. */
  DISCORD,
  /** A topic of ntfy. */
  NTFY;

  /** As documents and requests spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of this word.
   *
   * @throws Invalid if there is none
   */
  public static TargetKind ofWord(String word) {
    for (var kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new Invalid("A target is of the kind webhook, discord or ntfy");
  }
}
