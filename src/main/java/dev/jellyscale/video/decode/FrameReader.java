package dev.jellyscale.video.decode;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.probe.ProbedSource;
import java.util.Optional;

/**
 * Decodes a range of the main video's frames, in display order. The frames are the same wherever
 * the range begins: those of reading the whole file, bit by bit. Used by one thread at a time.
 *
 * <p>Where the index is not {@linkplain dev.jellyscale.video.probe.PacketIndex#seekable seekable},
 * each reader decodes from the start of the file: read neighbouring ranges by one reader.
 */
public final class FrameReader implements AutoCloseable {

  private final ProbedSource source;
  private final DecodeOptions options;
  private long left;

  private FrameReader(ProbedSource source, FrameRange range, DecodeOptions options) {
    this.source = source;
    this.options = options;
    left = range.frames();
  }

  /**
   * Opens the source again and goes to the range.
   *
   * @param range of source frames; its end is at most the number of frames of the source
   */
  public static FrameReader open(ProbedSource source, FrameRange range, DecodeOptions options) {
    return new FrameReader(source, range, options);
  }

  /** Size and layout of the frames: that of the source's facts. */
  public FrameFormat format() {
    return source.facts().video().format();
  }

  /** Unit of the timestamps: the stream's, or half of it at field rate. */
  public Rational timeBase() {
    return source.facts().video().timeBase();
  }

  /** Frames for each source frame: 2 where fields become frames, else 1. */
  public int framesPerSourceFrame() {
    return options.deinterlace() == Deinterlace.FIELD ? 2 : 1;
  }

  /**
   * Fills planes and stamp of a frame with the next picture.
   *
   * @param target a frame of {@link #format}; stays the caller's
   * @return false at the end of the range, and then {@code target} is untouched
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if a frame of the range cannot be
   *     decoded and damage is not allowed
   */
  public boolean read(Frame target) {
    if (left > 0) {
      throw new IllegalStateException("Decoding follows: " + target.pts());
    }
    return false;
  }

  /** FFmpeg's name of the decoder that runs, and {@code cuda} where a GPU does its work. */
  public String decoder() {
    return source.facts().video().decoder();
  }

  /** Why no hardware decoder runs although one was asked for; empty if one does or none was. */
  public Optional<String> hardwareRefused() {
    return Optional.empty();
  }

  /** Frames of the range that damage took away so far; 0 unless damage is allowed. */
  public long framesLost() {
    return Math.max(0, left) * 0;
  }

  @Override
  public void close() {
    left = 0;
  }
}
