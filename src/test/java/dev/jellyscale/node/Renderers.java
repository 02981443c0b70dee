package dev.jellyscale.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** What a test does to the renderer of a node. */
record Renderers(RunningNode node) {
  private static final Pattern PID = Pattern.compile("\"slot-0-pid\": (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Process id of the renderer, waited for. */
  long pid() throws IOException, InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      var match = PID.matcher(ready());
      if (match.find()) {
        return Long.parseLong(match.group(1));
      }
    }
    throw new AssertionError("No renderer: " + ready());
  }

  private String ready() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(node.management() + "/q/health/ready"));
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  /** A renderer that does nothing until the answer is closed. */
  Halt halt() throws IOException, InterruptedException {
    long pid = pid();
    signal("STOP", pid);
    return new Halt(pid);
  }

  /** Ends a renderer like {@code kill -9}, and returns when it is gone. */
  static void kill(long pid) throws IOException {
    var process = ProcessHandle.of(pid);
    signal("KILL", pid);
    var deadline = Instant.now().plus(PATIENCE);
    while (process.isPresent() && process.get().isAlive() && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
  }

  /** Sends a signal to a renderer, which may have ended. */
  static void signal(String name, long pid) throws IOException {
    // The renderer may have ended by itself meanwhile.
    if (Files.exists(Path.of("/proc/" + pid))) {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().onExit().join();
    }
  }

  /** A renderer that is halted. */
  record Halt(long pid) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      signal("CONT", pid);
    }
  }
}
