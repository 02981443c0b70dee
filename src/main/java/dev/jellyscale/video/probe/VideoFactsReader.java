package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.ffmpeg.Allowlist;
import dev.jellyscale.video.ffmpeg.InputFile;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Puts together what container, bitstream and first frames say of the main video. */
final class VideoFactsReader {
  private static final int INTERLACED_SHARE = 10;

  private final InputFile input;
  private final StreamFacts main;
  private final AVStream stream;
  private final String name;
  private final List<String> warnings;

  /**
   * @param name of the file, quoted, for messages
   * @param warnings to which sentences for the report are added
   */
  VideoFactsReader(InputFile input, StreamFacts main, String name, List<String> warnings) {
    this.input = input;
    this.main = main;
    stream = input.stream(main.index());
    this.name = name;
    this.warnings = warnings;
  }

  VideoFacts read(DecodedFrames sample, long frames) {
    var frame = Objects.requireNonNull(sample.first());
    var layout = PictureLayout.of(frame.format(), name);
    var format = new FrameFormat(frame.width(), frame.height(), layout.format());
    layout
        .convertedFrom()
        .ifPresent(from -> warnings.add("Pictures were converted from " + from + " without loss"));
    var tags = ColourFacts.tags(stream.codecpar(), frame);
    var sideData = new StreamSideData(stream.codecpar());
    return new VideoFacts(
        main.index(),
        main.codec(),
        Allowlist.videoDecoder(main.codec()).orElseThrow(),
        format,
        layout.convertedFrom(),
        ColourFacts.resolve(tags, format, main.codec()),
        tags,
        rational(stream.time_base()),
        frameRate(stream),
        sampleAspect(frame),
        sideData.rotation(),
        sideData.displayMatrix(),
        sideData.crop(),
        interlaced(sample),
        dolbyVision(sideData),
        frames,
        sideData.hdr(frame));
  }

  private static Rational rational(AVRational value) {
    return new Rational(value.num(), value.den());
  }

  private static Rational frameRate(AVStream stream) {
    var average = stream.avg_frame_rate();
    if (average.num() > 0 && average.den() > 0) {
      return rational(average);
    }
    var guessed = stream.r_frame_rate();
    return guessed.num() > 0 && guessed.den() > 0 ? rational(guessed) : Rational.UNKNOWN;
  }

  /** Length of a usual frame in the time base of the stream, at least 1. */
  static long frameDuration(InputFile input, StreamFacts main) {
    var stream = input.stream(main.index());
    double seconds = 1 / Math.max(1, frameRate(stream).value());
    return Math.max(1, Math.round(seconds / rational(stream.time_base()).value()));
  }

  private Rational sampleAspect(AVFrame frame) {
    var aspect = av_guess_sample_aspect_ratio(input.context(), stream, frame);
    return aspect.num() > 0 && aspect.den() > 0 ? rational(aspect) : new Rational(1, 1);
  }

  private boolean interlaced(DecodedFrames sample) {
    boolean frames = sample.interlaced() * INTERLACED_SHARE >= sample.times().size();
    if (!frames && stream.codecpar().field_order() > AV_FIELD_PROGRESSIVE) {
      warnings.add("The file says that it is interlaced, but its frames are progressive");
    }
    return frames;
  }

  private OptionalInt dolbyVision(StreamSideData sideData) {
    var dolby = sideData.dolbyVision();
    if (dolby == null) {
      return OptionalInt.empty();
    }
    if (dolby.needsDolby()) {
      throw new Unsupported(
          "%s is Dolby Vision profile %d, whose pictures need Dolby's own processing"
              .formatted(name, dolby.profile()));
    }
    warnings.add(
        "Dolby Vision profile %d was left out; its base layer is kept".formatted(dolby.profile()));
    return OptionalInt.of(dolby.profile());
  }
}
