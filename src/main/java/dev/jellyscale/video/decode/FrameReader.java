package dev.jellyscale.video.decode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.probe.PacketIndex;
import dev.jellyscale.video.probe.ProbedSource;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a range of the main video's frames, in display order. The frames are the same wherever
 * the range begins: those of reading the whole file, bit by bit. Used by one thread at a time.
 *
 * <p>Where the index is not {@linkplain PacketIndex#seekable seekable}, each reader decodes from
 * the start of the file: read neighbouring ranges by one reader.
 */
public final class FrameReader implements AutoCloseable {
  private final ProbedSource source;
  private final FrameRange range;
  private final Deinterlace mode;
  private final FrameTimes times;
  private final PictureCopy copy;
  private final SourceFrames frames;
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame filtered = av_frame_alloc();
  private @Nullable FieldFilter filter;
  private long skip;
  private long given;
  private boolean drained;

  private FrameReader(
      ProbedSource source, FrameRange range, Deinterlace mode, SourceFrames frames) {
    this.source = source;
    this.range = range;
    this.mode = mode;
    times = new FrameTimes(source, mode);
    this.frames = frames;
    copy = new PictureCopy(format());
    skip = (range.first() - frames.position()) * framesPerSourceFrame();
  }

  /**
   * Opens the source again and goes to the range.
   *
   * @param range of source frames; its end is at most the number of frames of the source
   */
  public static FrameReader open(ProbedSource source, FrameRange range, DecodeOptions options) {
    int count = source.index().frames();
    if (range.end() > count) {
      throw new IllegalArgumentException(range + " is not within the " + count + " frames");
    }
    var mode = FrameTimes.of(source, options.deinterlace()).mode();
    var decoded = mode == Deinterlace.OFF ? range : withContext(range, count);
    return new FrameReader(source, range, mode, new SourceFrames(source, decoded, options));
  }

  // A deinterlacer needs the neighbours of each frame; they are decoded but not given.
  private static FrameRange withContext(FrameRange range, int count) {
    return new FrameRange(Math.max(0, range.first() - 1), Math.min(count, range.end() + 1));
  }

  /** Size and layout of the frames: that of the source's facts. */
  public FrameFormat format() {
    return source.facts().video().format();
  }

  /** Unit of the timestamps: the stream's, or half of it at field rate. */
  public Rational timeBase() {
    return times.timeBase();
  }

  /** Frames for each source frame: 2 where fields become frames, else 1. */
  public int framesPerSourceFrame() {
    return times.framesPerSourceFrame();
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
    if (given == range.frames() * framesPerSourceFrame()) {
      return false;
    }
    return mode == Deinterlace.OFF ? readDecoded(target) : readFiltered(target);
  }

  private boolean readDecoded(Frame target) {
    if (!frames.next(decoded)) {
      return false;
    }
    requireFormat(decoded);
    copy.copy(decoded, target);
    stamp(target, FrameMessages.of(decoded));
    av_frame_unref(decoded);
    return true;
  }

  private boolean readFiltered(Frame target) {
    while (nextFiltered()) {
      if (skip > 0) {
        skip--;
        av_frame_unref(filtered);
        continue;
      }
      copy.copy(filtered, target);
      boolean secondField = given % framesPerSourceFrame() == 1;
      stamp(target, secondField ? List.of() : FrameMessages.of(filtered));
      av_frame_unref(filtered);
      return true;
    }
    return false;
  }

  private boolean nextFiltered() {
    while (filter == null || !filter.receive(filtered)) {
      if (drained) {
        return false;
      }
      if (frames.next(decoded)) {
        requireFormat(decoded);
        filter().send(decoded);
        av_frame_unref(decoded);
      } else {
        drained = true;
        filter().send(null);
      }
    }
    return true;
  }

  private FieldFilter filter() {
    if (filter == null) {
      filter = new FieldFilter(decoded, format(), source.facts().video().timeBase(), mode);
    }
    return filter;
  }

  private void requireFormat(AVFrame frame) {
    if (frame.width() != format().width() || frame.height() != format().height()) {
      throw new Unsupported(
          "%s changes its picture size to %dx%d in mid-stream"
              .formatted(ShownName.of(source.facts().path()), frame.width(), frame.height()));
    }
  }

  private void stamp(Frame target, List<SideData> travelling) {
    int number = Math.toIntExact(range.first() + given / framesPerSourceFrame());
    long field = given % framesPerSourceFrame();
    target.stamp(times.pts(number, field), times.duration(number), travelling);
    given++;
  }

  /** FFmpeg's name of the decoder that runs, with {@code (cuda)} where a GPU does its work. */
  public String decoder() {
    return frames.decoder();
  }

  /**
   * Why no hardware decoder runs although one was asked for and a driver is loaded; empty if one
   * does, or none was, or none is.
   */
  public Optional<String> hardwareRefused() {
    return frames.hardwareRefused();
  }

  @Override
  public void close() {
    av_frame_free(decoded);
    av_frame_free(filtered);
    if (filter != null) {
      filter.close();
    }
    copy.close();
    frames.close();
  }
}
