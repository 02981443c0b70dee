package dev.jellyscale.cli.jobsbench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the work for jobs was measured to cost.
 *
 * @param machine processor and number of cores
 * @param load processes that wanted a core before it began, on average over a minute
 * @param model that rendered
 * @param looks how long one look at the queue takes, by how many jobs wait
 * @param workers how jobs were rendered, by how many renderers there were
 */
public record JobsBenchReport(
    String machine, double load, String model, List<Looks> looks, List<Workers> workers) {

  /**
   * Looks at a queue: rows read, decided upon and scheduled.
   *
   * @param queued jobs that wait
   * @param medianMillis of one look
   * @param slowestMillis of one look
   */
  public record Looks(int queued, double medianMillis, double slowestMillis) {}

  /**
   * A job and those who rendered it.
   *
   * @param renderers processes that rendered at the same time
   * @param segments of the job
   * @param frames of the job
   * @param renderSeconds that renderers spent on segments, all added
   * @param slotSeconds from the first segment's begin to the end of the last one, for each renderer
   * @param checkSeconds from the end of a segment to its being checked, on average
   */
  public record Workers(
      int renderers,
      int segments,
      long frames,
      double renderSeconds,
      double slotSeconds,
      double checkSeconds) {

    /** Frames of the source in a second, of all renderers together. */
    @JsonProperty
    public double framesPerSecond() {
      return frames / slotSeconds;
    }

    /** Milliseconds of a renderer's time, for each segment, in which nothing was rendered. */
    @JsonProperty
    public double besideMillis() {
      return 1000 * (renderers * slotSeconds - renderSeconds) / segments;
    }

    /** The same as a share of the time that rendering a segment takes. */
    @JsonProperty
    public double besideShare() {
      return (renderers * slotSeconds - renderSeconds) / renderSeconds;
    }
  }
}
