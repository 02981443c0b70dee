package dev.jellyscale.cli.upscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.cli.Main;
import dev.jellyscale.config.NativeLibraries;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, which can be killed and has a user of its own. */
final class ChildProgram implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader out;

  private ChildProgram(Process process) {
    this.process = process;
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts {@code jellyscale} with these arguments.
   *
   * @param prefix words before {@code java}, such as those of a program that changes the user
   * @param folder where its temporary files go
   */
  static ChildProgram start(List<String> prefix, Path folder, Object... arguments)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Djava.io.tmpdir=" + folder);
    for (var name :
        List.of("org.bytedeco.javacpp.nopointergc", "org.bytedeco.javacpp.maxPhysicalBytes")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    NativeLibraries.ofThisProcess().ifPresent(natives -> command.addAll(natives.options()));
    command.add(Main.class.getName());
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return new ChildProgram(
        new ProcessBuilder(command).redirectError(folder.resolve("stderr.txt").toFile()).start());
  }

  /** Reads events until one tells that so many frames are finished. */
  void awaitFrames(long frames) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var event = JSON.readTree(line);
      if (event.path("event").asText().equals("progress")
          && event.path("frame").asLong() >= frames) {
        return;
      }
    }
    throw new AssertionError("It ended before frame " + frames);
  }

  /** Reads events until one tells that this step begins. */
  void awaitStep(String step) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (JSON.readTree(line).path("step").asText().equals(step)) {
        return;
      }
    }
    throw new AssertionError("It ended before " + step);
  }

  /** Reads events until the job is planned. */
  void awaitPlan() throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (JSON.readTree(line).path("event").asText().equals("planned")) {
        return;
      }
    }
    throw new AssertionError("It ended before it planned");
  }

  /** Ends it like {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal by its name, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  /** Sends a signal to its whole group, as a terminal does; it has to lead one. */
  void signalGroup(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, "--", "-" + process.pid()).start().waitFor();
  }

  /** Waits for its end and returns the events that were not read yet. */
  List<JsonNode> rest() throws IOException, InterruptedException {
    var events = new ArrayList<JsonNode>();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      events.add(JSON.readTree(line));
    }
    await();
    return events;
  }

  /** Waits for its end and returns its exit status. */
  int await() throws IOException, InterruptedException {
    while (out.readLine() != null) {}
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("It does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
