package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.jobs.notify.TargetName;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale jobs notifications}. Targets hold secrets, so none is made by options. */
@Command(
    name = "notifications",
    mixinStandardHelpOptions = true,
    description = {
      "Lists, tries and removes those who are told of jobs; needs a token with the scope 'admin'.",
      "A target is made with PUT /api/v1/notifications/NAME (docs/notifications.md)."
    })
final class NotificationsCommand implements Callable<Integer> {
  private static final String PATH = "/notifications";
  private static final String NAME = "Name of a target.";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the targets and what each is told of.")
  int list(@Mixin JobsLine line) throws InterruptedException {
    try (var client = line.client()) {
      return line.print(client.get(PATH), NotificationsCommand::table);
    }
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Sends a test now, once; ends with 23 where it did not arrive.")
  int test(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    try (var client = line.client()) {
      var delivery = client.send("POST", path(name) + "/test");
      line.print(delivery, NotificationsCommand::sentence);
      return isDelivered(delivery) ? ExitCode.OK.code() : ExitCode.UNAVAILABLE.code();
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forgets a target, its secrets and what waits for it.")
  int remove(@Mixin JobsLine line, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws InterruptedException {
    return line.remove(path(name), "name", name, "Target " + name);
  }

  private static String path(String name) {
    return PATH + "/" + new TargetName(name);
  }

  private static String table(JsonNode list) {
    var lines = new ArrayList<String>();
    lines.add(row("TARGET", "KIND", "HOST", "EVENTS"));
    for (var target : list.path("items")) {
      lines.add(
          row(
              target.path("name").asText(),
              target.path("kind").asText(),
              PlainText.of(target.path("host").asText()),
              JobText.words(target.path("events"))));
    }
    if (list.has("problem")) {
      lines.add(PlainText.of(list.path("problem").asText()));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-32s %-8s %-32s %s", (Object[]) cells).stripTrailing();
  }

  private static String sentence(JsonNode delivery) {
    return isDelivered(delivery)
        ? "The target has taken the test."
        : PlainText.of("The test did not arrive: " + delivery.path("problem").asText());
  }

  private static boolean isDelivered(JsonNode delivery) {
    return delivery.path("state").asText().equals("delivered");
  }
}
