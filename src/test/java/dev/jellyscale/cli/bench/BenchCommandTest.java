package dev.jellyscale.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.cli.bench.BenchReport.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a benchmark measures all of it and cleans up; never how fast anything is. */
class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresEveryRowAndLeavesNothingBehind() throws Exception {
    var before = leftovers();

    int exit = run("--model=bicubic-x2", "--size=96x64", "--frames=6", "--rounds=1", "--json");

    assertThat(err.toString()).doesNotContain("jellyscale:");
    assertThat(exit).isZero();
    var report = JsonMapper.builder().build().readTree(out.toString());
    for (var row : Row.values()) {
      var measured = report.get("rows").get(row.name());
      assertThat(measured.get("framesPerSecond").doubleValue()).as(row.title()).isPositive();
    }
    assertThat(report.get("conditions").get("clip").get("frames").intValue()).isEqualTo(6);
    assertThat(report.get("conditions").get("clip").get("output").textValue()).contains("192x128");
    assertThat(report.get("device").get("provider").textValue()).isIn("CPU", "CUDA", "TENSORRT");
    assertThat(report.get("peakResidentMiB").longValue()).isPositive();
    for (var ratio : List.of("pipelineToTarget", "pipelineToLanczos", "pipelineToPngDetour")) {
      assertThat(report.get(ratio).doubleValue()).as(ratio).isPositive();
    }
    assertThat(leftovers()).isEqualTo(before);
  }

  @Test
  void showsATableToAPerson() {
    run("--model=bicubic-x2", "--size=64x64", "--frames=2", "--rounds=1");

    assertThat(out.toString()).contains("| whole pipeline |", "| verification |", "Lanczos", "MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "--size=63x64, 63x64",
    "--size=big, big",
    "--frames=1, --frames=1",
    "--rounds=0, --rounds=0",
    "--device=tpu, tpu",
    "--preset=warp, warp"
  })
  void refusesWhatCannotBeMeasured(String option, String named) {
    int exit = run("--model=bicubic-x2", option);

    assertThat(exit).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains(named);
  }

  @Test
  void refusesAnUnknownModel() {
    assertThat(run("--model=no-such", "--frames=2")).isEqualTo(ExitCode.NOT_FOUND.code());
  }

  private int run(String... options) {
    var args = new String[options.length + 1];
    args[0] = "bench";
    System.arraycopy(options, 0, args, 1, options.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static Set<String> leftovers() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("jellyscale-bench"))
          .collect(Collectors.toSet());
    }
  }
}
