package dev.jellyscale.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.cli.service.ServiceReport.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That all of it is measured on a node of its own; never how fast anything is. */
class ServiceBenchTest {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  @TempDir Path folder;

  @Test
  void measuresOneClientAndSeveralOnConnectionsThatStayOpen() throws Exception {
    Requires.that(Files.exists(JAR), "the packaged node, which './jellyscale test' builds");
    var request = new ServiceBench.Request("bicubic-x2", 8, 2, 1);

    var report = new ServiceBench(request, node(), folder).run();

    var alone = report.alone().orElseThrow();
    assertThat(alone.rows()).containsOnlyKeys(Row.values());
    assertThat(alone.rows().values()).allMatch(times -> times.p95() > 0);
    assertThat(alone.residentMiB()).containsOnlyKeys(2, 4, 6, 8);
    assertThat(alone.residentMiB().values())
        .allMatch(memory -> memory.node() > 0 && memory.renderer() > 0);
    var together = report.together().orElseThrow();
    assertThat(together.answers()).containsKey(200);
    assertThat(together.lost()).isZero();
    assertThat(table(report)).contains("| decode |", "| after frames |", "| requests lost | 0 |");
  }

  private static List<String> node() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Donnxruntime.native.path=" + System.getProperty("onnxruntime.native.path"),
        "-jar",
        JAR.toString());
  }

  private static String table(ServiceReport report) {
    var text = new StringWriter();
    new ServiceTable(report, new PrintWriter(text)).print();
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"--frames=-1", "--clients=0", "--seconds=999999"})
  void refusesWhatCannotBeMeasured(String option) {
    var err = new StringWriter();

    int exit =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "bench",
            "service",
            option);

    assertThat(exit).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains(option);
  }
}
