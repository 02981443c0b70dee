package dev.jellyscale.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream of events line by line, as any program could. */
final class EventReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final BufferedReader lines;
  private final List<String> head = new ArrayList<>();
  private final List<Event> seen = new ArrayList<>();
  private String id = "";

  /**
   * An event, or a comment, whose name is {@code :}.
   *
   * @param id of this event; empty where it has none
   */
  record Event(String id, String name, String data) {
    JsonNode json() throws IOException {
      return JSON.readTree(data);
    }
  }

  EventReader(Caller caller, String path, String headers) throws IOException {
    socket = new Socket(caller.node().getHost(), caller.node().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    var request = caller.head("GET", path, headers);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      head.add(line);
    }
  }

  List<String> head() {
    return head;
  }

  /** All that was read. */
  List<Event> seen() {
    return seen;
  }

  /** The id by which somebody who reads no further would come again. */
  String lastId() {
    return id;
  }

  /**
   * Waits for the next event or comment.
   *
   * @throws EOFException if the stream ends
   */
  Event next() throws IOException {
    var own = "";
    var name = "";
    var data = "";
    while (true) {
      var line = lines.readLine();
      if (line == null) {
        throw new EOFException("The stream ended behind " + seen);
      }
      if (line.startsWith("id:")) {
        own = line.substring(3).strip();
        id = own;
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data += line.substring(5).strip();
      } else if (line.startsWith(":")) {
        name = ":";
        data = line.substring(1).strip();
      } else if (line.isEmpty() && !name.isEmpty()) {
        var event = new Event(own, name, data);
        seen.add(event);
        return event;
      }
    }
  }

  /** Reads on to an event of that name whose data have that text. */
  Event until(String name, String text) throws IOException {
    while (true) {
      var event = next();
      if (event.name().equals(name) && event.data().contains(text)) {
        return event;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
