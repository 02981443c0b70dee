package dev.jellyscale.cli.facadebench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.cli.TemporaryFolder;
import dev.jellyscale.cli.service.BenchNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the facade costs its callers, and Jellyfin. */
@Command(
    name = "facade",
    mixinStandardHelpOptions = true,
    description =
        "Starts a node of its own and a stand-in for Jellyfin, and has signed-in users ask for"
            + " models and a recommendation every second; tells the times, and how often Jellyfin"
            + " was asked who they are.")
public final class FacadeBenchCommand implements Callable<Integer> {
  private static final int MOST_USERS = 900;
  private static final int MOST_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--users",
      defaultValue = "200",
      description = "Users, each with a token of his own (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "Seconds that do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "Seconds that count (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Option(
      names = "--check",
      description =
          "End with 20 where telling whose a known token is takes over 1 ms (p99), an answer over"
              + " 50 ms (p99), Jellyfin is asked twice about a token in 15 s, or an answer is"
              + " missing.")
  private boolean check;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRange.require("--users", users, 1, MOST_USERS);
    OptionRange.require("--warm-up", warmUp, 0, MOST_SECONDS);
    OptionRange.require("--seconds", seconds, 1, MOST_SECONDS);
    try (var folder = TemporaryFolder.make("facade")) {
      var report = new FacadeBench(users, warmUp, seconds).run(BenchNode.command(), folder.path());
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonMapper.builder().build().writeValueAsString(report));
        out.flush();
      } else {
        report.print(out);
      }
      return check && !report.faults().isEmpty()
          ? ExitCode.ENGINE_FAILURE.code()
          : ExitCode.OK.code();
    }
  }
}
