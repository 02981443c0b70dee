package dev.jellyscale.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param conditions what was measured, and where
 * @param device where the network ran
 * @param rows by what was measured, in the order of the table
 * @param peakResidentMiB most memory of the process while the pipeline ran
 */
public record BenchReport(
    Conditions conditions, DeviceFacts device, Map<Row, Measured> rows, long peakResidentMiB) {

  private static final double SHARE = 0.90;

  /** What is measured. */
  public enum Row {
    DECODE("decode alone"),
    INFER("inference alone"),
    ENCODE("encode alone"),
    PIPELINE("whole pipeline"),
    ASSEMBLE("assembly"),
    VERIFY("verification"),
    LANCZOS("Lanczos instead of a network"),
    PNG_DETOUR("frames as PNG over HTTP");

    private final String title;

    Row(String title) {
      this.title = title;
    }

    /** A few words for a person. */
    public String title() {
      return title;
    }
  }

  /**
   * What was measured, and where.
   *
   * @param version of Jellyscale
   * @param machine processor and number of cores
   * @param encoder name, preset and quality
   */
  public record Conditions(
      String version, String machine, Model model, Clip clip, String encoder) {}

  /**
   * The model that was measured.
   *
   * @param sha256 of its bytes
   */
  public record Model(String id, String sha256) {}

  /**
   * The clip that was measured with.
   *
   * @param input size and format of its frames
   * @param output size and format of the upscaled frames
   * @param rounds how often each row was measured
   */
  public record Clip(String input, String output, int frames, int rounds) {}

  private double fps(Row row) {
    return measured(row).framesPerSecond();
  }

  private Measured measured(Row row) {
    var found = rows.get(row);
    if (found == null) {
      throw new IllegalStateException("Not measured: " + row);
    }
    return found;
  }

  /** Frames per second that the pipeline has to reach on this kind of device. */
  @JsonProperty
  public double targetFramesPerSecond() {
    if (device.provider() == ExecutionProvider.CPU) {
      double sum =
          measured(Row.DECODE).millisecondsPerFrame()
              + measured(Row.INFER).millisecondsPerFrame()
              + measured(Row.ENCODE).millisecondsPerFrame();
      return SHARE * 1000 / sum;
    }
    return SHARE * Math.min(fps(Row.DECODE), Math.min(fps(Row.INFER), fps(Row.ENCODE)));
  }

  /** The pipeline's speed divided by what it has to reach; at least 1 is good. */
  @JsonProperty
  public double pipelineToTarget() {
    return fps(Row.PIPELINE) / targetFramesPerSecond();
  }

  /** The pipeline's speed divided by that of a Lanczos resize with the same encoder. */
  @JsonProperty
  public double pipelineToLanczos() {
    return fps(Row.PIPELINE) / fps(Row.LANCZOS);
  }

  /** The pipeline's speed divided by that of the detour over PNG. */
  @JsonProperty
  public double pipelineToPngDetour() {
    return fps(Row.PIPELINE) / fps(Row.PNG_DETOUR);
  }
}
