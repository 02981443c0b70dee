package dev.jellyscale.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.cli.jobs.JobsCommand;
import dev.jellyscale.cli.models.ModelsCommand;
import dev.jellyscale.cli.rules.RulesCommand;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * A failure as one JSON object, for programs that have asked for one. It stands beside the line on
 * standard error, and not instead of it.
 */
final class FailureObject {
  private static final String JSON = "--json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FailureObject() {}

  private record Printed(Told error) {}

  private record Told(String kind, String message) {}

  /**
   * Prints the failure where the command answers with one JSON object and was asked for it. What
   * {@code upscale} prints are lines of events.
   *
   * @param words the command's
   * @param kind of the failure, told in lower case
   */
  static void print(CommandLine command, List<String> words, ExitCode kind, String message) {
    if (words.contains(JSON) && answersWithAnObject(command)) {
      var name = kind.name().toLowerCase(Locale.ROOT);
      command.getOut().println(written(new Printed(new Told(name, message))));
      command.getOut().flush();
    }
  }

  private static boolean answersWithAnObject(CommandLine command) {
    for (var above = command.getParent(); above != null; above = above.getParent()) {
      if (above.getCommand() instanceof ModelsCommand
          || above.getCommand() instanceof JobsCommand
          || above.getCommand() instanceof RulesCommand) {
        return true;
      }
    }
    return false;
  }

  private static String written(Printed failure) {
    try {
      return MAPPER.writeValueAsString(failure);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Two strings are JSON", e);
    }
  }
}
