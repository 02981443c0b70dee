package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.video.baseline.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured, and how. */
final class QualityOptions {
  private static final int MOST_FRAMES = 1000;
  private static final int MOST_MODELS = 16;

  /** So many that photographs of their crops stay below 150 kB. */
  private static final int MOST_SHOWN = 6;

  @Option(
      names = "--model",
      paramLabel = "ID|FILE",
      split = ",",
      defaultValue = "swift-x2",
      description =
          "Shipped or installed models or ONNX files, all of one scale; a column each. May be given"
              + " several times or as a list with commas (default: ${DEFAULT-VALUE}).")
  private List<String> models = List.of();

  @Option(
      names = "--frames",
      defaultValue = "24",
      description =
          "Frames of each video, at even distance; with --compress successive ones from its middle"
              + " (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--compress",
      paramLabel = "h264:CRF|mpeg2:KBIT",
      description =
          "Encode and decode what was shrunk, before it is enlarged: by x264 (preset medium) or"
              + " MPEG-2 at a bit rate in kbit/s at 25 frames a second.")
  private @Nullable String compress;

  @Option(
      names = "--chart",
      description =
          "Measure no pictures but what models invent on a chart of flat and smooth fields.")
  private boolean chart;

  @Option(
      names = "--crops",
      paramLabel = "DIR",
      description =
          "Write a PNG for each picture that shows the original, bicubic and all models (6 at"
              + " most) where bicubic and the first model differ most. Files of the same name are"
              + " replaced.")
  private @Nullable Path crops;

  /**
   * Checks that all of it goes together.
   *
   * @param pictures that were named
   * @throws Invalid in one sentence
   */
  void requireSense(List<Path> pictures) {
    OptionRange.require("--frames", frames, 1, MOST_FRAMES);
    if (models.stream().allMatch(String::isBlank)) {
      throw new Invalid("--model names no model");
    }
    if (models.size() > MOST_MODELS) {
      throw new Invalid("--model names more than %d models".formatted(MOST_MODELS));
    }
    if (chart && !pictures.isEmpty()) {
      throw new Invalid("--chart makes its own picture: name none");
    }
    if (chart && crops != null) {
      throw new Invalid("--chart has no crops to write");
    }
    if (crops != null && models.size() > MOST_SHOWN) {
      throw new Invalid("--crops shows no more than %d models".formatted(MOST_SHOWN));
    }
  }

  /** Ids or paths, at least one. */
  List<String> models() {
    return models.stream().map(String::strip).toList();
  }

  /** Frames of each video, at least 1. */
  int frames() {
    return frames;
  }

  /**
   * What happens to pictures before they are enlarged.
   *
   * @throws Invalid if it is no loss that is known
   */
  Optional<Loss> loss() {
    return Optional.ofNullable(compress).map(Loss::parse);
  }

  boolean chart() {
    return chart;
  }

  /** Where crops are written to. */
  Optional<Path> crops() {
    return Optional.ofNullable(crops);
  }
}
