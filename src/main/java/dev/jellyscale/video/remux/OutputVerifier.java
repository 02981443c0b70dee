package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.ffmpeg.StreamDecoder;
import dev.jellyscale.video.ffmpeg.VideoDecoder;
import dev.jellyscale.video.mux.TickScale;
import dev.jellyscale.video.segment.SegmentSurvey;
import dev.jellyscale.video.segment.ShownTimes;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Reads a finished file as a player would, before it gets its final name. */
public final class OutputVerifier {
  private final Path file;
  private final AssemblySpec spec;
  private final LongConsumer verified;

  private OutputVerifier(Path file, AssemblySpec spec, LongConsumer verified) {
    this.file = file;
    this.spec = spec;
    this.verified = verified;
  }

  /** Verifies as {@link #verify(Path, AssemblySpec, LongConsumer)} does, and tells nobody. */
  public static void verify(Path file, AssemblySpec spec) {
    verify(file, spec, _ -> {});
  }

  /**
   * Returns if every planned stream is there, the video has exactly the frames of the segments at
   * their times and in their size, and all of it decodes without error.
   *
   * @param verified told the number of frames that were found right, after each of them
   * @throws VerificationFailed if not
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static void verify(Path file, AssemblySpec spec, LongConsumer verified) {
    new OutputVerifier(file, spec, verified).run();
  }

  private void run() {
    try (var input = InputFile.open(file)) {
      input.analyse();
      int video = requireStreams(input);
      var stream = input.stream(video);
      var decoder = VideoDecoder.open(stream, spec.encode().threads());
      // The decoder of the stream closes the file as well; closing it twice is harmless.
      try (var frames = new StreamDecoder(input, video, decoder)) {
        requireFrames(frames, stream);
      }
    } catch (FfmpegException e) {
      throw failed("cannot be read: " + e.getMessage());
    }
  }

  /** Checks kinds and codecs of all streams; returns the place of the upscaled video. */
  private int requireStreams(InputFile input) {
    int place = 0;
    int video = -1;
    for (var plan : spec.plan().streams()) {
      if (!plan.treatment().makesStream()) {
        continue;
      }
      if (place >= input.streams()) {
        throw failed("lacks a stream that was planned: stream " + plan.stream().index());
      }
      if (plan.treatment() == Treatment.REPLACE) {
        video = place;
      }
      requireCodec(plan, input.stream(place));
      place++;
    }
    return video;
  }

  private void requireCodec(StreamPlan plan, AVStream found) {
    var codec = avcodec_get_name(found.codecpar().codec_id()).getString();
    if (plan.treatment() == Treatment.COPY && !isSame(codec, plan.stream().codec())) {
      throw failed(
          "holds %s in place of the %s of stream %d"
              .formatted(codec, plan.stream().codec(), plan.stream().index()));
    }
  }

  // MP4 has one name for all layers of MPEG audio.
  private static boolean isSame(String codec, String planned) {
    return codec.equals(planned) || (isMpegAudio(codec) && isMpegAudio(planned));
  }

  private static boolean isMpegAudio(String codec) {
    return codec.equals("mp1") || codec.equals("mp2") || codec.equals("mp3");
  }

  private void requireFrames(StreamDecoder frames, AVStream stream) {
    var segments = spec.segments();
    var survey = SegmentSurvey.of(segments);
    var to = new Rational(stream.time_base().num(), stream.time_base().den());
    var scale = new TickScale(spec.encode().timing().timeBase(), to, 0);
    var frame = av_frame_alloc();
    try (var times = new ShownTimes(segments, survey.header(), survey.reorder())) {
      long number = 0;
      long offset = 0;
      for (var time = times.next(); time != null; time = times.next()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted while verifying");
        }
        requireFrame(frames, frame, number);
        long shown = frame.best_effort_timestamp();
        long expected = scale.time(time.pts());
        if (number == 0) {
          offset = shown - expected;
        }
        // The zero of the file is somewhere else, which may cost one more rounding.
        if (shown == AV_NOPTS_VALUE || Math.abs(shown - expected - offset) > 1) {
          throw failed("shows frame " + number + " at another time");
        }
        number++;
        verified.accept(number);
        av_frame_unref(frame);
      }
      if (frames.next(frame)) {
        throw failed("has more than " + number + " frames");
      }
      requireSound(frames);
    } finally {
      av_frame_free(frame);
    }
  }

  private void requireFrame(StreamDecoder frames, AVFrame frame, long number) {
    if (!frames.next(frame)) {
      requireSound(frames);
      throw failed("ends after " + number + " frames");
    }
    var format = spec.encode().format();
    if (frame.width() != format.width() || frame.height() != format.height()) {
      throw failed("has frames of " + frame.width() + "x" + frame.height());
    }
    if (StreamDecoder.isCorrupt(frame)) {
      throw failed("has a broken frame: " + number);
    }
    requireSound(frames);
  }

  private void requireSound(StreamDecoder frames) {
    frames
        .damage()
        .ifPresent(
            damage -> {
              throw failed("does not decode: " + damage);
            });
  }

  private VerificationFailed failed(String what) {
    return new VerificationFailed("The finished file " + ShownName.of(file) + " " + what);
  }
}
