package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.jobs.client.JobsClient;
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
  private static final int MOST_OF_A_PAGE = 200;

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
    var jobs = JsonNodeFactory.instance.objectNode();
    try (var client = line.client()) {
      read(client, jobs.putArray("items"));
    }
    return line.print(jobs, JobText::table);
  }

  private void read(JobsClient client, ArrayNode jobs) throws InterruptedException {
    var cursor = "";
    do {
      int most = Math.min(MOST_OF_A_PAGE, limit - jobs.size());
      var page =
          client.get(
              "/jobs?limit=%d%s%s"
                  .formatted(
                      most,
                      state == null ? "" : "&state=" + state,
                      cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("items").forEach(jobs::add);
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && jobs.size() < limit);
  }
}
