package dev.jellyscale.supervisor;

/** A renderer that is of no use any more, and why. */
final class RendererGone extends Exception {
  private final String reason;

  RendererGone(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Half a sentence. */
  String reason() {
    return reason;
  }
}
