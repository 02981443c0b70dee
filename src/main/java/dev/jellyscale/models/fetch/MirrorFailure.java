package dev.jellyscale.models.fetch;

import org.jspecify.annotations.Nullable;

/** Why one mirror did not deliver the file. The message is a part of a sentence for a person. */
final class MirrorFailure extends Exception {
  private final Kind kind;

  /** What can be done about it. */
  enum Kind {
    /** Nothing; the next mirror may be better. */
    FINAL,
    /** Ask the same mirror for the rest. */
    BROKEN_OFF,
    /** The mirror delivered a file of the right size with other bytes. */
    WRONG_BYTES
  }

  MirrorFailure(String message) {
    this(Kind.FINAL, message, null);
  }

  MirrorFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
