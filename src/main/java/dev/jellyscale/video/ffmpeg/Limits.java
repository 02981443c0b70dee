package dev.jellyscale.video.ffmpeg;

/** Bounds that protect this machine from a source; beyond them it is refused, never cut. */
public final class Limits {
  /** Streams of all kinds but attachments. */
  public static final int STREAMS = 64;

  /** Streams and attachments together: subtitled animation carries dozens of fonts. */
  public static final int STREAMS_WITH_ATTACHMENTS = 256;

  /** Pixels of a picture. */
  public static final long PIXELS = 8192L * 8192L;

  /** Frames of a video: two days at 60 frames per second. */
  public static final int FRAMES = 10_368_000;

  /** Bytes read to find out what a file holds. */
  public static final long PROBE_BYTES = 32L << 20;

  /** Time of media read to find out what a file holds, in microseconds. */
  public static final long ANALYSE_MICROSECONDS = 15_000_000;

  /** Largest single allocation inside FFmpeg, in bytes. */
  public static final long ALLOCATION_BYTES = 1L << 30;

  private Limits() {}
}
