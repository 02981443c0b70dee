package dev.jellyscale.cli.jobsbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.cli.jobsbench.JobsBenchReport.Workers;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the benchmark of jobs measures all of it; never how fast anything is. */
class JobsBenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    var words = new String[options.length + 2];
    words[0] = "bench";
    words[1] = "jobs";
    System.arraycopy(options, 0, words, 2, options.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void measuresQueuesAndRenderers() throws Exception {
    int exit = run("--model=bicubic-x2", "--frames=6", "--segments=3", "--queued=20", "--json");

    assertThat(err.toString()).doesNotContain("jellyscale:");
    assertThat(exit).isZero();
    var report = JsonMapper.builder().build().readTree(out.toString());
    assertThat(report.get("looks")).hasSize(2);
    assertThat(report.get("looks").get(1).get("queued").intValue()).isEqualTo(20);
    assertThat(report.get("looks").get(1).get("medianMillis").doubleValue()).isPositive();
    assertThat(report.get("workers")).hasSize(2);
    for (var workers : report.get("workers")) {
      assertThat(workers.get("segments").intValue()).isEqualTo(3);
      assertThat(workers.get("frames").longValue()).isEqualTo(18);
      assertThat(workers.get("framesPerSecond").doubleValue()).isPositive();
      assertThat(workers.get("checkSeconds").doubleValue()).isPositive();
    }
  }

  @Test
  void whatIsNotRenderingIsASlotsTimeWithoutIt() {
    var workers = new Workers(2, 4, 400, 40, 20.4, 1);

    assertThat(workers.besideMillis()).isCloseTo(200, within(0.001));
    assertThat(workers.besideShare()).isCloseTo(0.02, within(0.00001));
    assertThat(workers.framesPerSecond()).isCloseTo(19.6, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--frames=0", "--segments=0", "--queued=9"})
  void refusesWhatCannotBeMeasured(String option) {
    assertThat(run(option)).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
  }
}
