package dev.jellyscale.video.encode;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.protocol.EncoderSettings.SvtAv1;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X265;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.X264Assembly;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Our typed settings in the words of each encoder. Everything that changes the outcome is fixed
 * here, so that a segment encoded again has the same bytes.
 */
final class EncoderOptions {
  /** The option that depends on the machine. */
  static final String MACHINES_OWN = X264Assembly.OPTION;

  private static final double KEYFRAME_SECONDS = 5;
  private static final int MIN_KEYFRAME_FRAMES = 24;
  private static final int MAX_KEYFRAME_FRAMES = 600;
  private static final double UNKNOWN_FRAME_RATE = 25;

  // Every frame that x265 looks ahead or reorders costs some 70 MB at 3840x2160, as measured: there
  // it may hold few, or the process would outgrow 1.2 GB.
  private static final long X265_LOOKAHEAD_PIXELS = 34_000_000;
  private static final int X265_MOST_LOOKAHEAD_FRAMES = 15;
  private static final int X265_LEAST_LOOKAHEAD_FRAMES = 4;
  private static final int X265_MOST_B_FRAMES = 4;
  private static final int X265_LEAST_B_FRAMES = 2;
  private static final int X265_THREADS_PER_FRAME = 4;

  private EncoderOptions() {}

  static Map<String, String> of(EncodeSpec spec) {
    var options = new LinkedHashMap<String, String>();
    options.put("preset", spec.settings().preset());
    options.put("threads", Integer.toString(threads(spec)));
    options.put("g", Long.toString(keyframeFrames(spec.timing().frameRate())));
    var quality = Integer.toString(spec.settings().quality());
    switch (spec.settings()) {
      case X264 _ -> {
        options.put("crf", quality);
        options.putAll(X264Assembly.options());
        // Captions are put into the packets by us, for every encoder in the same way.
        options.put("a53cc", "0");
      }
      case X265 _ -> {
        options.put("crf", quality);
        options.put("x265-params", x265Parameters(spec));
      }
      case SvtAv1 _ -> {
        options.put("crf", quality);
        options.put("svtav1-params", "lp=" + spec.threads());
      }
      case Nvenc _ -> {
        options.put("rc", "vbr");
        options.put("cq", quality);
        options.put("b", "0");
        options.put("a53cc", "0");
      }
    }
    return options;
  }

  /** What {@code AVCodecContext.thread_count} means to the encoder; x265: frames at a time. */
  private static int threads(EncodeSpec spec) {
    return spec.settings() instanceof X265 ? x265FrameThreads(spec.threads()) : spec.threads();
  }

  private static int x265FrameThreads(int threads) {
    return Math.clamp(threads / X265_THREADS_PER_FRAME, 1, 4);
  }

  private static String x265Parameters(EncodeSpec spec) {
    int lookahead = x265LookaheadFrames(spec.format());
    int bFrames = Math.clamp(lookahead / 2, X265_LEAST_B_FRAMES, X265_MOST_B_FRAMES);
    return "log-level=none:open-gop=0:pools=%d:rc-lookahead=%d:bframes=%d"
        .formatted(spec.threads(), lookahead, bFrames);
  }

  private static int x265LookaheadFrames(FrameFormat format) {
    long pixels = (long) format.width() * format.height();
    return Math.clamp(
        X265_LOOKAHEAD_PIXELS / pixels, X265_LEAST_LOOKAHEAD_FRAMES, X265_MOST_LOOKAHEAD_FRAMES);
  }

  /** Frames from one keyframe to the next at most; bounds the wait when a viewer seeks. */
  static long keyframeFrames(Rational frameRate) {
    double rate = frameRate.value() > 0 ? frameRate.value() : UNKNOWN_FRAME_RATE;
    return Math.clamp(
        Math.round(rate * KEYFRAME_SECONDS), MIN_KEYFRAME_FRAMES, MAX_KEYFRAME_FRAMES);
  }
}
