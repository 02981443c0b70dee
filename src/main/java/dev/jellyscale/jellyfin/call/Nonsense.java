package dev.jellyscale.jellyfin.call;

/**
 * The server answered, but not as a Jellyfin server does. The message is the end of a sentence that
 * begins with its name; it repeats nothing of the answer.
 */
public final class Nonsense extends Exception {
  private static final int SERVER_ERROR = 500;

  private final String reason;
  private final boolean counting;

  private Nonsense(String message, boolean counting) {
    super(message);
    reason = message;
    this.counting = counting;
  }

  /** Speaks for a server that is not sound. */
  public static Nonsense counting(String message) {
    return new Nonsense(message, true);
  }

  /** Speaks of the call, and of nothing that other calls would meet. */
  public static Nonsense ofCall(String message) {
    return new Nonsense(message, false);
  }

  /** A status that was not expected; those below 500 speak of the call alone. */
  static Nonsense status(int status) {
    return new Nonsense("answers with " + status, status >= SERVER_ERROR);
  }

  /** The end of the sentence. */
  String reason() {
    return reason;
  }

  /** Whether the breaker counts it. */
  boolean isCounting() {
    return counting;
  }
}
