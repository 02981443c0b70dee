package dev.jellyscale.cli.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jellyscale jobs nodes}. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the nodes that work for jobs, and what each is at.")
final class NodesCommand implements Callable<Integer> {
  @Mixin JobsLine line;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.get("/nodes"), JobText::nodes);
    }
  }
}
