package dev.jellyscale.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.jobs.JobsLine;
import dev.jellyscale.cli.jobs.client.JobsClient;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale rules scan}. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Begins what a rule means, or tells what that would be.",
    footer = {"", "With --wait the exit code is 0 where the scan is done, and 20 where it failed."})
final class ScanCommand implements Callable<Integer> {
  private static final Set<String> FINAL = Set.of("done", "failed");
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** A node that starts anew is waited for: the scan goes on when it comes again. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin JobsLine line;

  @Parameters(paramLabel = "NAME", description = "Name of a rule.")
  String name;

  @Option(names = "--dry", description = "Begin nothing, and only tell what would be done.")
  boolean dry;

  @Option(
      names = "--redo",
      description = "Also films that were made otherwise, and pictures that were put back.")
  boolean redo;

  @Option(names = "--wait", description = "Return when the scan has ended.")
  boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    var body = JsonNodeFactory.instance.objectNode().put("dry", dry).put("redo", redo);
    var path = RulesCommand.path(name) + "/scans";
    try (var client = line.client()) {
      var scan = client.send("POST", path, Optional.of(body), Map.of());
      return wait ? awaited(client, scan) : line.print(scan, RuleText::scan);
    }
  }

  private int awaited(JobsClient client, JsonNode asked) throws InterruptedException {
    var path = "/scans/" + asked.path("id").asText();
    var scan = asked;
    long answered = System.nanoTime();
    while (!FINAL.contains(scan.path("state").asText())) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      try {
        scan = client.get(path);
        answered = System.nanoTime();
      } catch (Unavailable e) {
        if (System.nanoTime() - answered > PATIENCE.toNanos()) {
          throw e;
        }
      }
    }
    line.print(scan, RuleText::scan);
    boolean good = scan.path("state").asText().equals("done");
    return (good ? ExitCode.OK : ExitCode.ENGINE_FAILURE).code();
  }
}
