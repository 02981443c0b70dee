package dev.jellyscale.cli.upscale;

import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.protocol.JobEvent.DoneBefore;
import dev.jellyscale.protocol.JobEvent.Estimated;
import dev.jellyscale.protocol.JobEvent.Failed;
import dev.jellyscale.protocol.JobEvent.Finished;
import dev.jellyscale.protocol.JobEvent.FolderFinished;
import dev.jellyscale.protocol.JobEvent.Interrupted;
import dev.jellyscale.protocol.JobEvent.Planned;
import dev.jellyscale.protocol.JobEvent.Progress;
import dev.jellyscale.protocol.JobEvent.Skipped;
import dev.jellyscale.protocol.JobEvent.StepBegun;
import dev.jellyscale.video.job.JobListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a person how a job goes on: a bar that is drawn over itself where a terminal watches, else
 * a plain line now and then. Results go to {@code out}, everything else to {@code err}.
 */
final class ProgressLines implements JobListener {
  private static final long PLAIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int BAR_CELLS = 24;
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private boolean barDrawn;
  private boolean progressTold;
  private long toldAt;

  /**
   * @param terminal whether {@code err} can be drawn over
   * @param nanoTime a clock, in nanoseconds from anywhere
   */
  ProgressLines(PrintWriter out, PrintWriter err, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void hear(JobEvent event) {
    switch (event) {
      case Progress progress -> tell(progress);
      case Planned planned -> line(begun(planned));
      case StepBegun(var step) ->
          line(
              switch (step) {
                case ASSEMBLE -> "Joining the pictures with all other streams ...";
                case VERIFY -> "Verifying the output ...";
              });
      case Finished(var report) -> result(ReportText.of(report));
      case Estimated estimated -> result(ReportText.of(estimated));
      case Interrupted interrupted -> line(ReportText.of(interrupted));
      case Failed failed -> line(failed.source() + ": " + failed.message());
      case Skipped skipped -> line("Skipped: " + skipped.message());
      case DoneBefore(var source, var destination) ->
          line("Done before: %s -> %s".formatted(source, destination));
      case FolderFinished folder -> result(ReportText.of(folder));
    }
    err.flush();
    out.flush();
  }

  private static String begun(Planned planned) {
    var resumed =
        planned.framesDone() > 0
            ? ", %d of them finished by an earlier run".formatted(planned.framesDone())
            : "";
    return "%s -> %s: %d frames%s"
        .formatted(planned.source(), planned.destination(), planned.frames(), resumed);
  }

  private void tell(Progress progress) {
    if (terminal) {
      err.print(ERASE_LINE + bar(progress) + text(progress));
      barDrawn = true;
      return;
    }
    long now = nanoTime.getAsLong();
    boolean last = progress.frame() == progress.frames();
    if (last || !progressTold || now - toldAt >= PLAIN_INTERVAL_NANOS) {
      progressTold = true;
      toldAt = now;
      err.println(text(progress));
    }
  }

  private static String bar(Progress progress) {
    long filled = BAR_CELLS * progress.frame() / Math.max(1, progress.frames());
    return "[" + "#".repeat((int) filled) + "-".repeat(BAR_CELLS - (int) filled) + "] ";
  }

  private static String text(Progress progress) {
    return String.format(
        Locale.ROOT,
        "frame %d of %d (%d %%), %.1f fps, %s left",
        progress.frame(),
        progress.frames(),
        100 * progress.frame() / Math.max(1, progress.frames()),
        progress.framesPerSecond(),
        progress.secondsLeft() < 0 ? "?" : ReportText.time(progress.secondsLeft()));
  }

  private void line(String text) {
    endBar();
    err.println(PlainText.of(text));
  }

  private void result(String text) {
    endBar();
    out.println(text);
  }

  private void endBar() {
    if (barDrawn) {
      err.println();
      barDrawn = false;
    }
  }
}
