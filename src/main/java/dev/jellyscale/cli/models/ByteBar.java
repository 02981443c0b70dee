package dev.jellyscale.cli.models;

import dev.jellyscale.cli.upscale.ReportText;
import dev.jellyscale.models.registry.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many bytes have arrived: a bar that is drawn over itself where a terminal watches, else a
 * line now and then.
 */
final class ByteBar implements Progress {
  private static final long TERMINAL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PLAIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int CELLS = 24;
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private boolean drawn;
  private long toldAt;

  /**
   * @param terminal whether {@code err} can be drawn over
   * @param nanoTime a clock, in nanoseconds from anywhere
   */
  ByteBar(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void at(long bytes, long of) {
    long now = nanoTime.getAsLong();
    long interval = terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
    if (drawn && now - toldAt < interval && bytes != of) {
      return;
    }
    drawn = true;
    toldAt = now;
    if (terminal) {
      err.print(ERASE_LINE + line(bytes, of));
    } else {
      err.println(line(bytes, of));
    }
    err.flush();
  }

  private static String line(long bytes, long of) {
    if (of <= 0) {
      return ReportText.size(bytes);
    }
    int cells = Math.clamp(CELLS * bytes / of, 0, CELLS);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%  %s of %s",
        "#".repeat(cells),
        " ".repeat(CELLS - cells),
        Math.clamp(100 * bytes / of, 0, 100),
        ReportText.size(bytes),
        ReportText.size(of));
  }

  /** Takes the bar away. */
  void end() {
    if (drawn && terminal) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
