package dev.jellyscale.node;

import dev.jellyscale.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged node on free ports, with a data directory of its own. */
public final class RunningNode implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Pattern LISTENING =
      Pattern.compile(
          "Listening on: (http://\\S+:\\d+)\\. Management interface listening on (http://\\S+:\\d+)");

  private static final Pattern FAULT = Pattern.compile(" ERROR |Exception|^\\s+at ");
  private static final int PATIENCE_SECONDS = 120;

  /** Setting of the launcher. */
  static final String HEAP = "JELLYSCALE_NODE_HEAP";

  /** What the launcher runs a node with, besides its heap. */
  static final List<String> OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Started started;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  private RunningNode(Process process, Started started) {
    this.process = process;
    this.started = started;
  }

  /** What a node has said until it listened. */
  public record Started(URI service, String management, List<String> log) {}

  /** Starts a node and returns when it listens. */
  static RunningNode start(Path folder, Map<String, String> environment) throws IOException {
    return start(node(folder, environment));
  }

  /** Starts a node as user {@code nobody}, who has to own the folder. */
  static RunningNode startAsNobody(Path folder, Map<String, String> environment)
      throws IOException {
    Requires.root();
    Requires.program("setpriv");
    var builder = node(folder, environment);
    builder
        .command()
        .addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    return start(builder);
  }

  private static RunningNode start(ProcessBuilder builder) throws IOException {
    var process = builder.redirectErrorStream(true).start();
    var log = process.inputReader();
    var node = new RunningNode(process, listening(log));
    Thread.ofVirtual().start(() -> node.readOn(log));
    return node;
  }

  /** A pipe that nobody reads would stop the node; its end closes the pipe. */
  @SuppressWarnings("EmptyCatch")
  private void readOn(BufferedReader log) {
    try (log) {
      for (var line = log.readLine(); line != null; line = log.readLine()) {
        said.add(line);
      }
    } catch (IOException _) {
    }
  }

  /** Starts a node that is expected to end at once, and tells what it said. */
  static Said refused(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    return said(folder, node(folder, environment));
  }

  private static ProcessBuilder node(Path folder, Map<String, String> environment) {
    Requires.that(Files.exists(JAR), "the packaged node, which './jellyscale test' builds");
    var builder = new ProcessBuilder(java(), natives());
    builder.command().addAll(OPTIONS);
    builder.command().add("-Xmx" + environment.getOrDefault(HEAP, "256m"));
    builder.command().addAll(List.of("-jar", JAR.toString()));
    places(builder, folder);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
    builder.environment().putAll(environment);
    return builder;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String natives() {
    return "-Donnxruntime.native.path=" + System.getProperty("onnxruntime.native.path");
  }

  private static void places(ProcessBuilder builder, Path folder) {
    builder.environment().put("JELLYSCALE_DATA", folder.resolve("data").toString());
    builder.environment().put("JELLYSCALE_WORK", folder.resolve("work").toString());
  }

  /**
   * Reads what a node says until it listens.
   *
   * @throws IllegalStateException if it ends before that
   */
  public static Started listening(BufferedReader log) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      var match = LISTENING.matcher(line);
      if (match.find()) {
        return new Started(URI.create(match.group(1)), match.group(2), lines);
      }
      lines.add(line);
    }
    throw new IllegalStateException("The node did not start: " + lines);
  }

  /** What the command line said, and its exit status. */
  record Said(int code, String out, String err) {}

  /** Runs {@code jellyscale} in a JVM of its own, with the data directory of {@code folder}. */
  static Said run(Path folder, String... arguments) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", natives());
    builder
        .command()
        .addAll(
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jellyscale.cli.Main"));
    builder.command().addAll(List.of(arguments));
    places(builder, folder);
    return said(folder, builder);
  }

  private static Said said(Path folder, ProcessBuilder builder)
      throws IOException, InterruptedException {
    var errors = Files.createTempFile(folder, "err", ".txt");
    var out = Files.createTempFile(folder, "out", ".txt");
    var process = builder.redirectError(errors.toFile()).redirectOutput(out.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("It does not end: " + Files.readString(out));
    }
    return new Said(process.exitValue(), Files.readString(out), Files.readString(errors));
  }

  long pid() {
    return process.pid();
  }

  /** Where callers ask. */
  URI service() {
    return started.service();
  }

  /** Where operators look. */
  String management() {
    return started.management();
  }

  /** What it has said before it listened. */
  String log() {
    return String.join("\n", started.log());
  }

  /** Lines that it has said since it listened. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** Lines of {@link #said} that tell of faults: errors, and stack traces at any level. */
  List<String> faults() {
    return said().stream().filter(line -> FAULT.matcher(line).find()).toList();
  }

  /** Ends it like {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, as a supervisor does, and does not wait. */
  void terminate() {
    process.destroy();
  }

  /** Whether it has ended within a time. */
  boolean hasEnded(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it as a supervisor does, and returns its exit status. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("The node does not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
