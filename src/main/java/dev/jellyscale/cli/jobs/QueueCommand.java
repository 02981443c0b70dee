package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.jobs.client.JobsClient;
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

  /** What may be done to the queue. */
  enum Verb {
    PAUSE,
    RESUME
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = line.client()) {
      return line.print(verb == null ? client.get("/queue") : change(client, verb), JobText::queue);
    }
  }

  private JsonNode change(JobsClient client, Verb done) throws InterruptedException {
    var body =
        Optional.ofNullable(why)
            .<JsonNode>map(words -> JsonNodeFactory.instance.objectNode().put("why", words));
    return client.send("POST", "/queue/" + done.name().toLowerCase(Locale.ROOT), body, Map.of());
  }
}
