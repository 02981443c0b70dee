package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.jobs.client.JobsClient;
import dev.jellyscale.model.ModelId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale jobs queue}. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells how the queue of all jobs stands, stops it, or lets it go on.")
final class QueueCommand implements Callable<Integer> {
  @Mixin JobsLine line;

  @Parameters(
      arity = "0..1",
      paramLabel = "VERB",
      description = "pause or resume (default: only tell).")
  @Nullable Verb verb;

  @Option(names = "--why", paramLabel = "TEXT", description = "A few words that others are told.")
  @Nullable String why;

  @Option(
      names = "--limit",
      paramLabel = "MODEL=N",
      description = "Most segments of a model at a time, by all nodes; 0: as many as can be.")
  Map<String, Integer> limits = Map.of();

  /** What may be done to the queue. */
  enum Verb {
    PAUSE,
    RESUME
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = line.client()) {
      for (var limit : limits.entrySet()) {
        limit(client, limit.getKey(), limit.getValue());
      }
      return line.print(verb == null ? client.get("/queue") : change(client, verb), JobText::queue);
    }
  }

  private static void limit(JobsClient client, String model, int most) throws InterruptedException {
    var path = "/queue/limits/" + new ModelId(model);
    if (most == 0) {
      client.send("DELETE", path);
    } else {
      var body = JsonNodeFactory.instance.objectNode().put("segments", most);
      client.send("PUT", path, Optional.of(body), Map.of());
    }
  }

  private JsonNode change(JobsClient client, Verb done) throws InterruptedException {
    var body =
        Optional.ofNullable(why)
            .<JsonNode>map(words -> JsonNodeFactory.instance.objectNode().put("why", words));
    return client.send("POST", "/queue/" + done.name().toLowerCase(Locale.ROOT), body, Map.of());
  }
}
