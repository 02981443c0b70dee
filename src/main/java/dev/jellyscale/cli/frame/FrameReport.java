package dev.jellyscale.cli.frame;

import java.util.Arrays;
import java.util.Map;

/**
 * What single frames cost.
 *
 * @param provider execution provider that inferred them
 * @param rows in milliseconds, in the order of {@link Row}
 * @param residentMiB memory of the renderer after so many frames
 */
public record FrameReport(
    String model,
    String provider,
    String input,
    String output,
    int frames,
    Map<Row, Percentiles> rows,
    Map<Integer, Long> residentMiB) {

  /** What is measured. */
  public enum Row {
    DECODE("decode"),
    INFERENCE("inference"),
    ENCODE("encode"),
    RENDERER("renderer beside them: files"),
    COMMAND("command and files of the node"),
    REST("all that is neither decode, inference nor encode"),
    WHOLE("whole frame");

    private final String title;

    Row(String title) {
      this.title = title;
    }

    /** A few words for a person. */
    public String title() {
      return title;
    }
  }

  /** The middle, and what one of twenty exceeds. */
  public record Percentiles(double p50, double p95) {
    private static final double MOST = 0.95;

    /**
     * Of some values.
     *
     * @param values at least one
     */
    public static Percentiles of(double[] values) {
      var sorted = values.clone();
      Arrays.sort(sorted);
      return new Percentiles(
          sorted[sorted.length / 2], sorted[(int) Math.ceil(MOST * sorted.length) - 1]);
    }
  }
}
