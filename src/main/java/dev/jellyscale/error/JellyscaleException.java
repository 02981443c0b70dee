package dev.jellyscale.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller can act upon. One subclass for each thing that can be done differently
 * about it; the message is one sentence for a person. A failure that nobody can act upon stays an
 * ordinary exception.
 */
public abstract sealed class JellyscaleException extends RuntimeException {

  private JellyscaleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The named thing does not exist. */
  public static final class NotFound extends JellyscaleException {
    public NotFound(String message) {
      super(message, null);
    }
  }

  /** The request contradicts itself or asks for what cannot be. */
  public static final class Invalid extends JellyscaleException {
    public Invalid(String message) {
      super(message, null);
    }

    public Invalid(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Something stands in the way that the caller may remove: an existing file, a running job. */
  public static final class Conflict extends JellyscaleException {
    public Conflict(String message) {
      super(message, null);
    }

    public Conflict(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The operating system refuses to let this user read or write. */
  public static sealed class Denied extends JellyscaleException {
    public Denied(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    public Denied(String message) {
      super(message, null);
    }
  }

  /**
   * The operating system refuses to let this process at a file of Jellyscale's own: one that it
   * makes, or reads again, or a model. Says nothing of sources.
   */
  public static final class OwnFileDenied extends Denied {
    public OwnFileDenied(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The source is no video that can be read: empty, text, audio alone, a playlist. */
  public static final class NotVideo extends JellyscaleException {
    public NotVideo(String message) {
      super(message, null);
    }
  }

  /** The source is a video, but some of its bytes are missing or broken. */
  public static final class Damaged extends JellyscaleException {
    public Damaged(String message) {
      super(message, null);
    }

    public Damaged(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The source is sound, but Jellyscale does not handle what it holds. */
  public static final class Unsupported extends JellyscaleException {
    public Unsupported(String message) {
      super(message, null);
    }
  }

  /** The source is larger than a limit that protects this machine. */
  public static final class LimitExceeded extends JellyscaleException {
    public LimitExceeded(String message) {
      super(message, null);
    }
  }

  /** The file is no model that can upscale pictures. */
  public static final class BadModel extends JellyscaleException {
    public BadModel(String message) {
      super(message, null);
    }

    public BadModel(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The device that holds the output has no room left. */
  public static final class DiskFull extends JellyscaleException {
    public DiskFull(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Another machine, or a node that has too much to do, does not deliver what it should; the same
   * request may succeed later.
   */
  public static final class Unavailable extends JellyscaleException {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final @Nullable Duration retryAfter;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
      retryAfter = null;
    }

    private Unavailable(String message, Duration retryAfter) {
      super(message, null);
      this.retryAfter = retryAfter;
    }

    /**
     * It is known when the same request probably succeeds.
     *
     * @param reason the sentence, but for its end, which tells the time
     * @param wait rounded up to whole seconds, at least one
     */
    public static Unavailable until(String reason, Duration wait) {
      long seconds = Math.max(1, wait.plusNanos(NANOS_PER_SECOND - 1).toSeconds());
      return new Unavailable(
          "%s; try again in %d s".formatted(reason, seconds), Duration.ofSeconds(seconds));
    }

    /** When to try again, in whole seconds; empty where that is not known. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** A codec, a device or the inference engine failed in mid-work. */
  public static sealed class EngineFailure extends JellyscaleException {
    public EngineFailure(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A device has too little memory: smaller batches or tiles, or another device, may succeed. */
  public static final class OutOfDeviceMemory extends EngineFailure {
    public OutOfDeviceMemory(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A renderer ended, or was given up, before it took any work; says nothing of the work. */
  public static final class RendererNotStarted extends EngineFailure {
    private final Duration rest;

    /**
     * @param rest for which no other renderer is started
     */
    public RendererNotStarted(String message, Duration rest) {
      super(message, null);
      this.rest = rest;
    }

    /** For how long no other renderer is started in its place; zero: it may be at once. */
    public Duration rest() {
      return rest;
    }
  }

  /** The finished file did not pass its own verification. */
  public static final class VerificationFailed extends JellyscaleException {
    public VerificationFailed(String message) {
      super(message, null);
    }
  }
}
