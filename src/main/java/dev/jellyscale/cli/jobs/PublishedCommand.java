package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.jobs.JobId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale jobs published}. */
@Command(
    name = "published",
    mixinStandardHelpOptions = true,
    description = "Lists published films, and takes them away again.")
final class PublishedCommand implements Callable<Integer> {
  private static final String PATH = "/published";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists published films, those of the newest jobs first.")
  int list(
      @Mixin JobsLine line,
      @Option(names = "--limit", paramLabel = "N", description = "1 to 200 films (default: 50).")
          @Nullable Integer limit)
      throws InterruptedException {
    var query = limit == null ? "" : "?limit=" + limit;
    try (var client = line.client()) {
      return line.print(client.get(PATH + query), PublishedCommand::table);
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = {
        "Removes a film that is still what was written, and restores an original that it replaced.",
        "Takes an administrator's token. All of the film is read first."
      })
  int remove(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "ID", description = "Id of the job that made it.") String id)
      throws InterruptedException {
    var job = new JobId(id);
    try (var client = line.client()) {
      client.remove(PATH + "/" + job);
    }
    var removed = JsonNodeFactory.instance.objectNode().put("id", id).put("removed", true);
    return line.print(removed, _ -> "The film of job " + id + " is taken away.");
  }

  private static String table(JsonNode list) {
    var lines = new ArrayList<String>();
    lines.add(row("JOB", "STATE", "MODE", "PLACE"));
    list.path("items")
        .forEach(
            file ->
                lines.add(
                    row(
                        file.path("id").asText(),
                        file.path("state").asText(),
                        file.path("mode").asText(),
                        PlainText.of(file.path("place").asText()))));
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-36s %-8s %-8s %s", (Object[]) cells).stripTrailing();
  }
}
