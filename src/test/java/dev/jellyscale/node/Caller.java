package dev.jellyscale.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Somebody who speaks HTTP byte by byte, well or badly. Each request has its own connection. */
record Caller(URI node, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String MULTIPART = "multipart/form-data; boundary=\"b-0-x\"";

  /**
   * What came back.
   *
   * @param status 0 where the connection was closed without an answer
   */
  record Reply(int status, String head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** A header's value, or nothing. */
    String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  Reply get(String path) throws IOException {
    return send("GET", path, "", new byte[0]);
  }

  Reply delete(String path) throws IOException {
    return send("DELETE", path, "", new byte[0]);
  }

  /** A form in the encoding that the plugin's controller sends. */
  Reply encoded(String path, String form) throws IOException {
    var bytes = form.getBytes(StandardCharsets.UTF_8);
    return send("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", bytes);
  }

  /** A form of one text field as .NET sends it. */
  Reply multipart(String path, String field, String value) throws IOException {
    var body =
        """
        --b-0-x
        Content-Type: text/plain; charset=utf-8
        Content-Disposition: form-data; name=%s

        %s
        --b-0-x--
        """
            .formatted(field, value)
            .replace("\n", "\r\n");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return send("POST", path, "Content-Type: " + MULTIPART + "\r\n", bytes);
  }

  /** A form with one file, and fields as {@code name=value}. */
  Reply file(String path, byte[] content, String... fields) throws IOException {
    return send("POST", path, "Content-Type: " + MULTIPART + "\r\n", form(content, fields));
  }

  /** The body that {@link #file} sends. */
  static byte[] form(byte[] content, String... fields) {
    var body = new ByteArrayOutputStream();
    for (var field : fields) {
      var pair = field.split("=", 2);
      body.writeBytes(
          ("--b-0-x\r\nContent-Disposition: form-data; name=" + pair[0] + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes((pair[1] + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(
        ("--b-0-x\r\nContent-Type: image/png\r\n"
                + "Content-Disposition: form-data; name=file; filename=a.png; filename*=utf-8''a.png"
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--b-0-x--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  Reply json(String path, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return send("POST", path, "Content-Type: application/json\r\n", bytes);
  }

  /** A raw body. */
  Reply raw(String path, byte[] body) throws IOException {
    return send("POST", path, "Content-Type: application/octet-stream\r\n", body);
  }

  Reply send(String method, String path, String headers, byte[] body) throws IOException {
    var length = method.equals("GET") ? "" : "Content-Length: " + body.length + "\r\n";
    return exchange(head(method, path, headers + length), body);
  }

  /** The first lines of a request, with the token. */
  String head(String method, String path, String headers) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nX-Api-Token: %s\r\nConnection: close\r\n%s\r\n"
        .formatted(method, path, node.getAuthority(), token, headers);
  }

  /** Sends these bytes and hears meanwhile what comes until the connection is closed. */
  Reply exchange(String head, byte[] body) throws IOException {
    return exchange(
        head,
        out -> {
          out.write(body);
          out.flush();
        });
  }

  /** Something that sends a body. */
  interface Sender {
    void send(OutputStream out) throws IOException;
  }

  /** Sends a head and what {@code sender} sends, and hears meanwhile. */
  Reply exchange(String head, Sender sender) throws IOException {
    var socket = new Socket(node.getHost(), node.getPort());
    var sending = Thread.ofVirtual().unstarted(() -> write(socket, head, sender));
    try (socket) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      sending.start();
      return reply(socket);
    }
  }

  /** A node that has heard enough may hang up on the rest. */
  @SuppressWarnings("EmptyCatch")
  private static void write(Socket socket, String head, Sender sender) {
    try {
      var out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      sender.send(out);
    } catch (IOException _) {
    }
  }

  private static Reply reply(Socket socket) throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      if (all.size() == 0) {
        throw e;
      }
    }
    return parsed(all.toByteArray());
  }

  private static Reply parsed(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Reply(0, text, new byte[0]);
    }
    var head = text.substring(0, end);
    var body = text.substring(end + 4);
    if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      body = unchunked(body);
    }
    int status = Integer.parseInt(head.substring(9, 12));
    return new Reply(status, head, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String unchunked(String body) {
    var whole = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int line = body.indexOf("\r\n", at);
      int size = Integer.parseInt(body.substring(at, line), 16);
      whole.append(body, line + 2, line + 2 + size);
      at = size == 0 ? body.length() : line + 2 + size + 2;
    }
    return whole.toString();
  }
}
