package dev.jellyscale.cli.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jellyscale jobs list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists jobs, the newest first.")
final class ListJobs implements Callable<Integer> {
  @Mixin JobsLine line;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = {
        "Only jobs that are queued, planning, rendering, assembling, verifying, paused,",
        "published, cancelled or failed."
      })
  @Nullable String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Most jobs (default: ${DEFAULT-VALUE}).")
  int limit;

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 1 || (state != null && !state.matches("[a-z]+"))) {
      throw new Invalid("--limit is a number from 1 on, and --state a word in small letters");
    }
    var query = state == null ? "" : "&state=" + state;
    try (var client = line.client()) {
      return line.print(client.pages("/jobs", query, limit), JobText::table);
    }
  }
}
