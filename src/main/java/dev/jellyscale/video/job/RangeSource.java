package dev.jellyscale.video.job;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.pipeline.FrameSource;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one range after the other. Where the source can be sought each range is opened
 * anew, so that a range has the same frames whoever renders it; where it cannot, neighbours share a
 * reader, because each new one would decode from the start of the file.
 */
final class RangeSource implements AutoCloseable {
  private final JobPlan.Source source;
  private @Nullable FrameReader reader;
  private long next = -1;

  RangeSource(JobPlan.Source source) {
    this.source = source;
  }

  /** Goes to a range; reading ends behind its last frame. */
  Range go(FrameRange range) {
    boolean seekable = source.probed().index().seekable();
    var open = reader;
    if (open == null || seekable || next != range.first()) {
      close();
      var whole = seekable ? range : new FrameRange(range.first(), source.frames().end());
      open = FrameReader.open(source.probed(), whole, source.decode());
      reader = open;
    }
    next = range.end();
    return new Range(open, range.frames() * source.framesPerSourceFrame());
  }

  /** Frames of one range. */
  final class Range implements FrameSource {
    private final FrameReader from;
    private final long frames;
    private long read;

    private Range(FrameReader from, long frames) {
      this.from = from;
      this.frames = frames;
    }

    @Override
    public boolean read(Frame target) {
      if (read == frames || !from.read(target)) {
        return false;
      }
      read++;
      return true;
    }

    /**
     * Returns if the range gave as many frames as it should.
     *
     * @throws Damaged if some are missing
     */
    void requireComplete() {
      if (read < frames) {
        throw new Damaged(
            "%s has %d frames where its packets tell of %d"
                .formatted(ShownName.of(source.probed().facts().path()), read, frames));
      }
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
