package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.cli.upscale.ReportText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far a job is: a bar that is drawn over itself where a terminal watches, else a line now and
 * then.
 */
final class JobBar {
  private static final long PLAIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int CELLS = 24;
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private boolean drawn;
  private boolean told;
  private long toldAt;

  /**
   * @param terminal whether {@code err} can be drawn over
   * @param nanoTime a clock, in nanoseconds from anywhere
   */
  JobBar(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /**
   * Tells progress.
   *
   * @param progress as the node tells it
   */
  void at(JsonNode progress) {
    long now = nanoTime.getAsLong();
    if (terminal) {
      err.print(ERASE_LINE + bar(progress) + text(progress));
      drawn = true;
    } else if (!told || now - toldAt >= PLAIN_INTERVAL_NANOS) {
      told = true;
      toldAt = now;
      err.println(text(progress));
    }
    err.flush();
  }

  /** Tells a sentence. */
  void line(String sentence) {
    end();
    err.println(PlainText.of(sentence));
    err.flush();
  }

  /** Leaves the bar as it is. */
  void end() {
    if (drawn) {
      err.println();
      err.flush();
      drawn = false;
    }
  }

  private static String bar(JsonNode progress) {
    long frames = Math.max(1, progress.path("frames").asLong());
    int filled = Math.clamp(CELLS * progress.path("framesDone").asLong() / frames, 0, CELLS);
    return "[" + "#".repeat(filled) + "-".repeat(CELLS - filled) + "] ";
  }

  /** The progress in words. */
  static String text(JsonNode progress) {
    long done = progress.path("framesDone").asLong();
    long frames = progress.path("frames").asLong();
    var speed =
        progress.has("fps")
            ? String.format(Locale.ROOT, ", %.1f fps", progress.path("fps").asDouble())
            : "";
    var left =
        progress.has("secondsLeft")
            ? ", %s left".formatted(ReportText.time(progress.path("secondsLeft").asDouble()))
            : "";
    return "frame %d of %d (%d %%)%s%s"
        .formatted(done, frames, 100 * done / Math.max(1, frames), speed, left);
  }
}
