package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.JobEvent.Failed;
import dev.jellyscale.protocol.JobEvent.FolderFinished;
import dev.jellyscale.protocol.JobEvent.Interrupted;
import dev.jellyscale.protocol.JobEvent.Progress;
import dev.jellyscale.protocol.JobEvent.Step;
import dev.jellyscale.protocol.JobEvent.StepBegun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private long now;

  private ProgressLines lines(boolean terminal) {
    return new ProgressLines(
        new PrintWriter(out, true), new PrintWriter(err, true), terminal, () -> now);
  }

  @Test
  void aTerminalSeesABarThatIsDrawnOverItself() {
    var lines = lines(true);

    lines.hear(new Progress(25, 100, 12.5, 6));
    lines.hear(new Progress(50, 100, 12.5, 4));
    lines.hear(new StepBegun(Step.VERIFY));

    assertThat(err.toString())
        .contains("\r", "[######------------------] frame 25 of 100 (25 %), 12.5 fps, 6.0 s left")
        .contains("[############------------] frame 50 of 100");
    assertThat(err.toString().split("\n")).hasSize(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileGetsALineEveryTenSecondsAndTheLastOne() {
    var lines = lines(false);

    for (int second = 1; second <= 25; second++) {
      now = TimeUnit.SECONDS.toNanos(second);
      lines.hear(new Progress(second, 25, 1, 25 - second));
    }

    assertThat(err.toString().lines()).hasSize(4);
    assertThat(err.toString()).startsWith("frame 1 of 25").contains("frame 25 of 25");
    assertThat(err.toString()).doesNotContain("\r", "\033");
  }

  @Test
  void anInterruptionSaysHowToGoOn() {
    lines(false).hear(new Interrupted("a.mkv", 40, 100, "/w/.b.mkv.jellyscale"));

    assertThat(err.toString())
        .contains("40 of 100 frames are kept in /w/.b.mkv.jellyscale")
        .contains("the same command goes on");
  }

  @Test
  void namesOfFilesCannotCommandATerminal() {
    var lines = lines(true);

    lines.hear(new Failed("a\033[2J\n.mkv", 5, "is \u202Edamaged\u0007"));
    lines.hear(
        new FolderFinished(List.of(), List.of(), List.of("b\r\u009B.mkv"), List.of("c\u2028.mkv")));

    assertThat(err.toString()).isEqualTo("a\\u001b[2J\\u000a.mkv: is \\u202edamaged\\u0007\n");
    assertThat(out.toString().lines())
        .containsExactly(
            "0 finished, 0 done before, 1 failed, 1 skipped",
            "Failed  b\\u000d\\u009b.mkv",
            "Skipped c\\u2028.mkv");
  }

  @Test
  void aFolderIsSummedUp() {
    lines(false)
        .hear(new FolderFinished(List.of("a", "b"), List.of("e"), List.of("c"), List.of("d.txt")));

    assertThat(out.toString())
        .contains("2 finished, 1 done before, 1 failed, 1 skipped", "c", "d.txt");
  }

  @Test
  void timesAndSizesAreShort() {
    assertThat(ReportText.time(5.04)).isEqualTo("5.0 s");
    assertThat(ReportText.time(3_725)).isEqualTo("1:02:05");
    assertThat(ReportText.size(999)).isEqualTo("999 B");
    assertThat(ReportText.size(1_500)).isEqualTo("1.5 kB");
    assertThat(ReportText.size(12_345_678_900L)).isEqualTo("12.3 GB");
  }
}
