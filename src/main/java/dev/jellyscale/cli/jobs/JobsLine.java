package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.jobs.client.JobsClient;
import dev.jellyscale.cli.jobs.client.ServiceAddress;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which node a command asks, and how it prints the answer. */
public final class JobsLine {
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The node (default: JELLYSCALE_URL, else the one of this machine).")
  @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File whose first line is the token (default: JELLYSCALE_TOKEN).")
  @Nullable Path tokenFile;

  @Option(
      names = "--json",
      description = "Print the node's answer as JSON instead of lines, also of a failure.")
  boolean json;

  /** A client of the node, to be closed. */
  public JobsClient client() {
    return new JobsClient(
        ServiceAddress.of(
            Optional.ofNullable(url), Optional.ofNullable(tokenFile), System.getenv()));
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where progress is told. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints an answer. */
  public int print(JsonNode answer, Function<JsonNode, String> text) {
    out().println(json ? answer.toString() : text.apply(answer));
    out().flush();
    return ExitCode.OK.code();
  }

  /** The path of a job. */
  static String path(String id) {
    if (!ID.matcher(id).matches()) {
      throw new Invalid("'" + id + "' is no id of a job");
    }
    return "/jobs/" + id;
  }

  /** Has the node do something with a job, and prints how it stands then. */
  int command(String id, String verb) throws InterruptedException {
    try (var client = client()) {
      return print(client.send("POST", path(id) + "/" + verb), JobText::line);
    }
  }

  /**
   * Has the node forget something.
   *
   * @param key of its name in JSON
   * @param words that name it
   */
  public int remove(String path, String key, String name, String words)
      throws InterruptedException {
    try (var client = client()) {
      client.send("DELETE", path);
    }
    var removed = JsonNodeFactory.instance.objectNode().put(key, name).put("removed", true);
    return print(removed, _ -> words + " is forgotten.");
  }
}
