package dev.jellyscale.cli.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jellyscale jobs show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells all about a job: state, plan, progress, fault.")
final class ShowJob implements Callable<Integer> {
  @Mixin JobsLine line;

  @Parameters(paramLabel = "ID", description = "Id of a job.")
  String id;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.get(JobsLine.path(id)), JobText::whole);
    }
  }
}
