package dev.jellyscale.cli.jobs.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of events as its bytes come in. A stream that is silent for a minute is lost. */
public final class EventLines implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A node sends a heartbeat every 15 s. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final int MOST_WAITING = 1000;

  private final InputStream bytes;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread reader;
  private Optional<String> last = Optional.empty();

  /** What was heard. */
  public sealed interface Heard {
    /**
     * An event.
     *
     * @param name its type
     */
    record Event(String name, JsonNode told) implements Heard {}

    /** A comment: the node lives. */
    record Heartbeat() implements Heard {}

    /** The stream has ended. */
    record End() implements Heard {}
  }

  /** What came in, and the id of the last event by then. */
  private record Block(String id, String name, String data) {}

  EventLines(InputStream bytes) {
    this.bytes = bytes;
    reader = Thread.ofVirtual().name("events").start(this::read);
  }

  /**
   * Waits for what comes next.
   *
   * @throws Unavailable if nothing comes for a minute
   */
  public Heard next() throws InterruptedException {
    var next = heard.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new Unavailable("The node is silent", null);
    }
    return next;
  }

  /** Id of the last event that was read, by which another stream goes on behind it. */
  public synchronized Optional<String> last() {
    return last;
  }

  private synchronized void remember(String id) {
    last = Optional.of(id);
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (var block = block(lines); block.isPresent(); block = block(lines)) {
        tell(block.get());
      }
      heard.put(new Heard.End());
    } catch (IOException _) {
      var _ = heard.offer(new Heard.End()); // Whoever waits comes again.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Block block) throws IOException, InterruptedException {
    if (!block.id().isEmpty()) {
      remember(block.id());
    }
    heard.put(
        block.data().isEmpty()
            ? new Heard.Heartbeat()
            : new Heard.Event(block.name(), JSON.readTree(block.data())));
  }

  /** The lines up to the next empty one; empty at the end. */
  private static Optional<Block> block(BufferedReader lines) throws IOException {
    var id = "";
    var name = "message";
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return Optional.of(new Block(id, name, data.toString()));
      }
      var value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("id:")) {
        id = value;
      } else if (line.startsWith("event:")) {
        name = value;
      } else if (line.startsWith("data:")) {
        data.append(value);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      bytes.close();
    } catch (IOException e) {
      throw new Unavailable("The stream of events does not end", e);
    }
  }
}
