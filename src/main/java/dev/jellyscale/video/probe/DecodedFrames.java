package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.video.ffmpeg.StreamDecoder;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder really gives, from the start of the file: some frames to look at, or all of them
 * where packets do not tell how many there are.
 */
final class DecodedFrames implements AutoCloseable {
  private final Times times = new Times();
  private int interlaced;
  private long corrupt;
  private Optional<String> damage = Optional.empty();
  private boolean complete;
  private @Nullable AVFrame first;

  private DecodedFrames() {}

  /**
   * @param limit most frames to decode
   */
  static DecodedFrames of(StreamDecoder decoder, int limit) {
    var frames = new DecodedFrames();
    var frame = av_frame_alloc();
    try {
      frames.decode(decoder, frame, limit);
      return frames;
    } catch (RuntimeException e) {
      frames.close();
      throw e;
    } finally {
      av_frame_free(frame);
    }
  }

  private void decode(StreamDecoder decoder, AVFrame frame, int limit) {
    while (times.size() < limit) {
      if (!decoder.next(frame)) {
        complete = true;
        break;
      }
      look(frame);
    }
    damage = decoder.damage();
    if (damage.isEmpty() && corrupt > 0) {
      damage = Optional.of(corrupt + " frames are not what was encoded");
    }
  }

  private void look(AVFrame frame) {
    if (first == null) {
      first = org.bytedeco.ffmpeg.global.avutil.av_frame_clone(frame);
    }
    times.add(frame.best_effort_timestamp());
    interlaced += (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0 ? 1 : 0;
    corrupt += StreamDecoder.isCorrupt(frame) ? 1 : 0;
  }

  /** Times of the frames, in display order; {@code AV_NOPTS_VALUE} where there is none. */
  Times times() {
    return times;
  }

  /** The first frame, which stays ours; null if nothing could be decoded. */
  @Nullable AVFrame first() {
    return first;
  }

  /** Frames that hold two fields. */
  int interlaced() {
    return interlaced;
  }

  /** What was broken. */
  Optional<String> damage() {
    return damage;
  }

  /** Whether these are all frames of the file. */
  boolean complete() {
    return complete;
  }

  /** Whether every frame has a time later than the one before. */
  boolean isRising() {
    for (int i = 0; i < times.size(); i++) {
      if (times.get(i) == AV_NOPTS_VALUE || (i > 0 && times.get(i) <= times.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (first != null) {
      av_frame_free(first);
    }
  }
}
