package dev.jellyscale.cli.service;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A node of the benchmark's own: on free ports, with its own folders and its own token. */
public final class BenchNode implements AutoCloseable {
  private static final String LAUNCHER = "jellyscale.launcher";
  private static final Pattern LISTENING =
      Pattern.compile("Listening on: (http://\\S+:\\d+)\\. Management");
  private static final int TOKEN_BYTES = 16;
  private static final int LAST_WORDS = 5;
  private static final int KIB_PER_MIB = 1024;
  private static final long SECONDS_TO_STOP = 30;

  private final Process process;
  private final Place place;

  private BenchNode(Process process, Place place) {
    this.process = process;
    this.place = place;
  }

  /** Where it answers, and to whom. */
  public record Place(URI service, String token) {}

  /** Memory in MiB. */
  public record Resident(long node, long renderer) {}

  /**
   * The words that start a node as an operator does.
   *
   * @throws Unsupported if this program was not started by its launcher
   */
  public static List<String> command() {
    var launcher = System.getProperty(LAUNCHER);
    if (launcher == null) {
      throw new Unsupported("A service is measured by './jellyscale bench' alone");
    }
    return List.of(launcher, "serve");
  }

  /**
   * Starts a node and returns when it listens.
   *
   * @param folder empty
   */
  static BenchNode start(List<String> command, Path folder) throws IOException {
    return start(command, folder, Map.of());
  }

  /**
   * Starts a node and returns when it listens.
   *
   * @param folder empty
   * @param settings environment variables besides those of every node of a benchmark
   */
  public static BenchNode start(List<String> command, Path folder, Map<String, String> settings)
      throws IOException {
    var random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    var token = HexFormat.of().formatHex(random);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("JELLYSCALE_DATA", folder.resolve("data").toString());
    environment.put("JELLYSCALE_WORK", folder.resolve("work").toString());
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("QUARKUS_MANAGEMENT_PORT", "0");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("API_TOKEN", token);
    environment.remove("API_TOKEN_FILE");
    environment.remove("DEFAULT_MODEL");
    environment.putAll(settings);
    var process = builder.start();
    var log = process.inputReader();
    try {
      var node = new BenchNode(process, new Place(listening(log), token));
      Thread.ofVirtual().start(() -> readOn(log));
      return node;
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI listening(BufferedReader log) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      var match = LISTENING.matcher(line);
      if (match.find()) {
        return URI.create(match.group(1));
      }
      lines.add(line);
    }
    var last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    throw new EngineFailure("The node did not start: " + String.join(" / ", last), null);
  }

  /** A pipe that nobody reads would stop the node; its end closes the pipe. */
  @SuppressWarnings("EmptyCatch")
  private static void readOn(Reader log) {
    try (log) {
      log.transferTo(Writer.nullWriter());
    } catch (IOException _) {
    }
  }

  /** Where it answers. */
  public Place place() {
    return place;
  }

  /**
   * What node and renderer take of main memory now.
   *
   * @throws EngineFailure if there is no renderer
   */
  Resident resident() throws IOException {
    try (var children = process.children()) {
      var renderer =
          children
              .findFirst()
              .orElseThrow(() -> new EngineFailure("The node has no renderer", null));
      return new Resident(mebibytes(process.pid()), mebibytes(renderer.pid()));
    }
  }

  private static long mebibytes(long pid) throws IOException {
    var status = Path.of("/proc/" + pid + "/status");
    for (var line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
      }
    }
    throw new IOException(status + " has no VmRSS");
  }

  /** Ends the node and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
