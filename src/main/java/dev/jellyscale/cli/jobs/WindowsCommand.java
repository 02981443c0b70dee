package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.jobs.window.NamedWindow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale jobs windows}. */
@Command(
    name = "windows",
    mixinStandardHelpOptions = true,
    description = "Lists, sets and removes the hours in which jobs that name them may render.")
final class WindowsCommand implements Callable<Integer> {
  private static final String PATH = "/windows";
  private static final String NAME = "Name of a window.";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the windows, and when each opens or closes.")
  int list(@Mixin JobsLine line) throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.get(PATH), WindowsCommand::table);
    }
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Makes a window or changes its hours.")
  int set(
      @Mixin JobsLine line,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Parameters(
              paramLabel = "HOURS",
              description = "Such as '01:00-07:00, weekends all day'; 01:00-01:00 is 24 hours.")
          String hours,
      @Option(
              names = "--zone",
              paramLabel = "ZONE",
              description = "Whose clocks count, such as Europe/Berlin (default: this machine's).")
          @Nullable String zone)
      throws InterruptedException {
    var there = zone == null ? ZoneId.systemDefault().getId() : zone;
    var window = NamedWindow.parse(name, hours, there);
    var body = JsonNodeFactory.instance.objectNode().put("hours", hours).put("zone", there);
    try (var client = line.client()) {
      var answer = client.send("PUT", PATH + "/" + window.name(), Optional.of(body), Map.of());
      return line.print(answer, WindowsCommand::row);
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forgets a window that no unfinished job names.")
  int remove(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    NamedWindow.requireName(name);
    return line.remove(PATH + "/" + name, "name", name, "Window " + name);
  }

  private static String table(JsonNode list) {
    var lines = new ArrayList<String>();
    lines.add(row("WINDOW", "NOW", "UNTIL", "ZONE", "HOURS"));
    list.path("items").forEach(window -> lines.add(row(window)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(JsonNode window) {
    boolean open = window.path("open").asBoolean();
    return row(
        window.path("name").asText(),
        open ? "open" : "closed",
        window.path(open ? "closesAt" : "opensAt").asText("-"),
        window.path("zone").asText(),
        PlainText.of(window.path("hours").asText()));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-24s %-6s %-24s %-20s %s", (Object[]) cells)
        .stripTrailing();
  }
}
