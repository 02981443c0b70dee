package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.jobs.client.EventLines.Heard;
import dev.jellyscale.cli.upscale.PlainText;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale jobs watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what becomes of jobs as it happens, until the node ends or Ctrl-C.",
      "With --json one object a line."
    })
final class WatchJobs implements Callable<Integer> {
  @Mixin JobsLine line;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Id of a job (default: all).")
  @Nullable String id;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      description = "Begin behind this number of the history; 0: with all that is remembered.")
  @Nullable Long after;

  @Override
  public Integer call() throws InterruptedException {
    var path = id == null ? "/jobs/events" : JobsLine.path(id) + "/events";
    try (var client = line.client();
        var events = client.events(path, Optional.ofNullable(after).map(String::valueOf))) {
      while (true) {
        switch (events.next()) {
          case Heard.Event(var name, var told) -> tell(name, told);
          case Heard.Heartbeat _ -> line.out().flush();
          case Heard.End _ -> {
            return ExitCode.UNAVAILABLE.code();
          }
        }
      }
    }
  }

  private void tell(String name, JsonNode told) {
    if (line.json) {
      var object = JsonNodeFactory.instance.objectNode().put("event", name);
      told.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
      line.out().println(object);
    } else {
      line.out().println(PlainText.of(words(name, told)));
    }
    line.out().flush();
  }

  private static String words(String name, JsonNode told) {
    var job = told.path("job").asText();
    if (name.equals("progress")) {
      return job + "  " + JobBar.text(told);
    }
    var segment = told.has("segment") ? " segment " + told.path("segment").asText() : "";
    var why = told.path("why").asText("");
    return "%s %s%s  %s%s by %s%s"
        .formatted(
            told.path("at").asText(),
            job,
            segment,
            told.has("from") ? told.path("from").asText() + " -> " : "",
            told.path("to").asText(),
            told.path("by").asText(),
            why.isEmpty() ? "" : ": " + why);
  }
}
