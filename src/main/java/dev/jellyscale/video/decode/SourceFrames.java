package dev.jellyscale.video.decode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.NvidiaDriver;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.ffmpeg.StreamDecoder;
import dev.jellyscale.video.ffmpeg.VideoDecoder;
import dev.jellyscale.video.probe.PacketIndex;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceFile;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The decoded frames of a range, each checked to be the one that the index names: by its time where
 * times are trustworthy, else by counting from the start of the file.
 */
final class SourceFrames implements AutoCloseable {
  // Pictures behind a keyframe may refer to the group before it (open groups, gradual refresh).
  private static final int EXTRA_KEYFRAMES = 1;

  private final ProbedSource source;
  private final DecodeOptions options;
  private final PacketIndex index;
  private final long first;
  private final long end;
  private final AVFrame fromGpu;
  private final AVFrame fetched;
  private Optional<String> hardwareRefused = Optional.empty();
  private boolean onGpu;
  private StreamDecoder decoder;
  private long next;
  private long passed;
  private boolean sought;
  private boolean exact;

  SourceFrames(ProbedSource source, FrameRange range, DecodeOptions options) {
    this.source = source;
    this.options = options;
    index = source.index();
    first = range.first();
    end = range.end();
    next = first;
    decoder = open();
    fromGpu = av_frame_alloc();
    fetched = av_frame_alloc();
    try {
      goTo();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private StreamDecoder open() {
    var input = SourceFile.open(source.facts().path());
    int stream = source.facts().video().streamIndex();
    try {
      return new StreamDecoder(input, stream, openDecoder(input, stream));
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private VideoDecoder openDecoder(InputFile input, int stream) {
    if (options.hardware() && hardwareRefused.isEmpty() && NvidiaDriver.isPresent()) {
      try {
        var opened = VideoDecoder.openOnGpu(input.stream(stream));
        onGpu = true;
        return opened;
      } catch (FfmpegException e) {
        hardwareRefused = Optional.of(e.getMessage());
      }
    }
    // How a decoder with several threads gets over damage differs from run to run.
    int threads = options.allowDamaged() ? 1 : options.threads();
    return VideoDecoder.open(input.stream(stream), threads);
  }

  private void goTo() {
    if (!index.seekable() || first == 0) {
      return;
    }
    var key = index.keyframeFor((int) first, EXTRA_KEYFRAMES);
    if (key.number() > 0) {
      sought = decoder.startAt(key.pts(), key.dts());
      if (!sought) {
        reopen();
      }
    }
  }

  private void reopen() {
    decoder.close();
    decoder = open();
  }

  /** Number of the frame that comes next. */
  long position() {
    return next;
  }

  /**
   * Decodes the next frame of the range into {@code frame}.
   *
   * @return false behind the last one
   * @throws Damaged if it cannot be decoded and damage is not allowed
   */
  boolean next(AVFrame frame) {
    if (next == end) {
      return false;
    }
    boolean found = find(frame);
    if (!found && sought && !exact) {
      sought = false;
      reopen();
      found = find(frame);
    }
    if (!found) {
      throw damaged("frame " + next + " is missing");
    }
    if (!options.allowDamaged()) {
      requireSound(frame);
    }
    next++;
    return true;
  }

  private boolean find(AVFrame frame) {
    return index.seekable() ? nextByTime(frame) : nextByCount(frame);
  }

  private boolean nextByTime(AVFrame frame) {
    long wanted = index.pts((int) next);
    while (decodeNext(frame)) {
      if (frame.best_effort_timestamp() == wanted) {
        begin();
        return true;
      }
      if (frame.best_effort_timestamp() > wanted) {
        av_frame_unref(frame);
        return false;
      }
    }
    return false;
  }

  private boolean nextByCount(AVFrame frame) {
    while (decodeNext(frame)) {
      if (passed++ == next) {
        begin();
        return true;
      }
    }
    return false;
  }

  // What failed on the way to the first frame of the range belongs to other ranges.
  private void begin() {
    if (!exact) {
      exact = true;
      if (first > 0) {
        decoder.forgetDamage();
      }
    }
  }

  private boolean decodeNext(AVFrame frame) {
    if (!onGpu) {
      return decoder.next(frame);
    }
    if (!decoder.next(fromGpu)) {
      return false;
    }
    av_frame_unref(frame);
    if (fromGpu.format() == AV_PIX_FMT_CUDA) {
      fetch(frame);
    } else {
      hardwareRefused = Optional.of("The GPU does not decode this kind of video");
      av_frame_move_ref(frame, fromGpu);
    }
    return true;
  }

  private void fetch(AVFrame frame) {
    // The memory of the last picture is used again, unless somebody still looks at it.
    if (av_frame_is_writable(fetched) == 0) {
      av_frame_unref(fetched);
    }
    check(av_hwframe_transfer_data(fetched, fromGpu, 0), "fetch a picture from the GPU");
    check(av_frame_ref(frame, fetched), "fetch a picture from the GPU");
    check(av_frame_copy_props(frame, fromGpu), "fetch a picture from the GPU");
  }

  private void requireSound(AVFrame frame) {
    if (StreamDecoder.isCorrupt(frame)) {
      throw damaged("frame " + next + " is not what was encoded");
    }
    decoder
        .damage()
        .ifPresent(
            what -> {
              throw damaged("near frame " + next + ": " + what);
            });
  }

  private Damaged damaged(String what) {
    return new Damaged(ShownName.of(source.facts().path()) + " is damaged: " + what);
  }

  String decoder() {
    boolean gpu = onGpu && hardwareRefused.isEmpty();
    return decoder.decoder().name() + (gpu ? " (cuda)" : "");
  }

  Optional<String> hardwareRefused() {
    return hardwareRefused;
  }

  @Override
  public void close() {
    av_frame_free(fromGpu);
    av_frame_free(fetched);
    decoder.close();
  }
}
