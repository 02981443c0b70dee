package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jellyscale jobs priority}. */
@Command(
    name = "priority",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Changes the priority of a job that is not finished.")
final class JobPriority implements Callable<Integer> {
  @Mixin JobsLine line;

  @Parameters(index = "0", paramLabel = "ID", description = "Id of a job.")
  String id;

  @Parameters(index = "1", paramLabel = "N", description = "1 to 10; higher goes first.")
  int priority;

  @Override
  public Integer call() throws InterruptedException {
    var body = JsonNodeFactory.instance.objectNode().put("priority", priority);
    try (var client = line.client()) {
      var job = client.send("PATCH", JobsLine.path(id), Optional.of(body), Map.of());
      return line.print(job, now -> JobText.line(now) + ", priority " + now.path("priority"));
    }
  }
}
