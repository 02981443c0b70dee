package dev.jellyscale.cli.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.cli.TemporaryFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a node adds to a frame, and what it does when many call. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description =
        "Starts a node of its own and sends it JPEG frames over HTTP: one client first, whose times"
            + " are told apart into codecs, inference and all the rest, with the memory of node and"
            + " renderer on the way; then several clients at once.")
public final class ServiceCommand implements Callable<Integer> {
  private static final int MOST_FRAMES = 100_000;
  private static final int MOST_CLIENTS = 256;
  private static final int MOST_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--frames",
      defaultValue = "2000",
      description = "Frames of one client; 0 for none (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--clients",
      defaultValue = "8",
      description = "Clients that call at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long they call; 0 for not at all (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = "swift-x2",
      description = "Shipped model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Option(
      names = "--check",
      description =
          "End with 20 where the service adds more than 3 ms to a frame (p95), memory grows by over"
              + " 10 %% after the first quarter, a request is lost, or one waits for over 2 s.")
  private boolean check;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRange.require("--frames", frames, 0, MOST_FRAMES);
    OptionRange.require("--clients", clients, 1, MOST_CLIENTS);
    OptionRange.require("--seconds", seconds, 0, MOST_SECONDS);
    var request = new ServiceBench.Request(model, frames, clients, seconds);
    try (var folder = TemporaryFolder.make("service")) {
      var report = new ServiceBench(request, BenchNode.command(), folder.path()).run();
      print(report);
      return check && !report.faults().isEmpty()
          ? ExitCode.ENGINE_FAILURE.code()
          : ExitCode.OK.code();
    }
  }

  private void print(ServiceReport report) throws IOException {
    var out = spec.commandLine().getOut();
    if (json) {
      var mapper = JsonMapper.builder().addModule(new Jdk8Module()).build();
      out.println(mapper.writeValueAsString(report));
    } else {
      new ServiceTable(report, out).print();
    }
    out.flush();
  }
}
