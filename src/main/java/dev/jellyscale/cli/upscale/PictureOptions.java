package dev.jellyscale.cli.upscale;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.job.TargetBox;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.request.EncoderRequest;
import dev.jellyscale.video.request.Preview;
import dev.jellyscale.video.request.UpscaleRequest.Wish;
import dev.jellyscale.video.scale.ScaleRequest;
import dev.jellyscale.video.scale.ScaleRequest.Fit;
import dev.jellyscale.video.scale.ScaleRequest.OfNetwork;
import dev.jellyscale.video.scale.ScaleRequest.Times;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that decide on the output's pictures. */
final class PictureOptions {

  /** Model where none is named. */
  static final String DEFAULT_MODEL = "swift-x2";

  @Option(
      names = "--model",
      paramLabel = "ID|FILE",
      defaultValue = DEFAULT_MODEL,
      description = "An installed model or an ONNX file (default: ${DEFAULT-VALUE}).")
  String model;

  @ArgGroup(exclusive = true)
  @Nullable Size size;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description = {
        "One of ${COMPLETION-CANDIDATES}.",
        "Default: x264 for 8-bit SDR up to 1080p, else x265."
      })
  @Nullable EncoderName encoder;

  @Option(
      names = "--preset",
      paramLabel = "P",
      description = "Speed in the encoder's words: veryfast ... (x264, x265), 0-13, p1-p7.")
  @Nullable String preset;

  @Option(
      names = "--crf",
      paramLabel = "N",
      description = "Quality in the encoder's scale, lower is better (NVENC: CQ).")
  @Nullable Integer quality;

  @Option(
      names = "--deinterlace",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = {
        "What becomes of an interlaced source: auto (one frame of two fields),",
        "field (twice the frame rate), off. Default: ${DEFAULT-VALUE}."
      })
  DeinterlaceWord deinterlace;

  @Option(
      names = "--from",
      paramLabel = "T",
      converter = TimeOption.class,
      description = "Begin here: seconds, M:SS or H:MM:SS.")
  @Nullable Duration from;

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = TimeOption.class,
      description = "Stop after so much.")
  @Nullable Duration length;

  /** How large; one of the two. */
  static final class Size {
    @Option(
        names = "--scale",
        paramLabel = "N",
        description = "2, 3 or 4 times as wide and high (default: the model's own scale).")
    @Nullable Integer times;

    @Option(
        names = "--to",
        paramLabel = "BOX",
        description = "As large as fits into 720p, 1080p, 1440p or 2160p.")
    @Nullable TargetBox box;
  }

  /** What {@code --deinterlace} takes. */
  enum DeinterlaceWord {
    AUTO(Deinterlace.FRAME),
    OFF(Deinterlace.OFF),
    FIELD(Deinterlace.FIELD);

    private final Deinterlace meaning;

    DeinterlaceWord(Deinterlace meaning) {
      this.meaning = meaning;
    }
  }

  /**
   * What the options ask for.
   *
   * @param chosen id of a shipped model, or path of the chosen one
   */
  Wish wish(String chosen) {
    var encoding =
        new EncoderRequest(
            Optional.ofNullable(encoder),
            Optional.ofNullable(preset),
            quality == null ? OptionalInt.empty() : OptionalInt.of(quality));
    return new Wish(chosen, scale(), encoding, deinterlace.meaning, preview());
  }

  private ScaleRequest scale() {
    if (size == null) {
      return new OfNetwork();
    }
    if (size.box != null) {
      return new Fit(size.box);
    }
    if (size.times == null) {
      throw new Invalid("--scale needs a number");
    }
    return new Times(size.times);
  }

  private Optional<Preview> preview() {
    if (from == null && length == null) {
      return Optional.empty();
    }
    var start = from == null ? Duration.ZERO : from;
    return Optional.of(new Preview(start, Optional.ofNullable(length)));
  }
}
