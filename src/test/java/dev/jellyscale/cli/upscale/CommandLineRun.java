package dev.jellyscale.cli.upscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the command line inside this JVM.
 *
 * @param code exit status
 * @param out what it printed
 * @param err what it told
 */
record CommandLineRun(int code, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs {@code jellyscale} with these arguments. */
  static CommandLineRun of(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var words = new ArrayList<String>();
    for (var argument : arguments) {
      words.add(argument.toString());
    }
    int code =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** Upscales on the CPU, with the quickest model unless another is named, telling JSON. */
  static CommandLineRun upscale(Object source, Object destination, Object... more) {
    var arguments = new ArrayList<Object>();
    arguments.add("upscale");
    arguments.addAll(List.of("--device", "cpu", "--json"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--model")) {
      arguments.addAll(List.of("--model", "bicubic-x2"));
    }
    arguments.add(source);
    arguments.add(destination);
    return of(arguments.toArray());
  }

  /** The JSON objects that it printed, one a line. */
  List<JsonNode> events() {
    return out.lines().map(CommandLineRun::parsed).toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  /** The report of the only finished file. */
  JsonNode report() {
    return events().stream()
        .filter(event -> event.get("event").asText().equals("finished"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(this))
        .get("report");
  }

  /** Everything in a folder and below, as names relative to it, sorted. */
  static List<String> listing(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
