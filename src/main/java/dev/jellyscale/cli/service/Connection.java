package dev.jellyscale.cli.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection that is kept open for one request after the other. Speaks HTTP over a plain socket
 * and makes no garbage of pictures, so that next to nothing of what is measured is the caller's
 * own. Used by one thread.
 */
public final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 150_000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 8192;

  private final Socket socket;
  private final InputStream in;
  private byte[] received = new byte[BUFFER_BYTES];

  /** Connects. */
  public Connection(BenchNode.Place node) throws IOException {
    socket = new Socket(node.service().getHost(), node.service().getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  /**
   * What came back.
   *
   * @param headers by their names in small letters
   * @param text of the body where the request was not fulfilled; else empty
   */
  public record Reply(int status, Map<String, String> headers, String text) {
    boolean closes() {
      return "close".equalsIgnoreCase(headers.get("connection"));
    }
  }

  /** The bytes of a POST request. */
  static byte[] request(BenchNode.Place node, String path, String type, byte[] body) {
    var head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nX-Api-Token: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, node.service().getAuthority(), node.token(), type, body.length);
    var all = new ByteArrayOutputStream(head.length() + body.length);
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /**
   * Sends a request and waits for its whole answer.
   *
   * @throws IOException if the connection breaks, or what comes is no answer
   */
  public Reply send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    return reply();
  }

  private Reply reply() throws IOException {
    var first = line();
    if (!first.startsWith("HTTP/1.1 ") || first.length() < "HTTP/1.1 200".length()) {
      throw new IOException("This is no answer: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    var headers = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (received.length < length) {
      received = new byte[length];
    }
    if (in.readNBytes(received, 0, length) < length) {
      throw new EOFException("The answer breaks off");
    }
    var text = status == 200 ? "" : new String(received, 0, length, StandardCharsets.UTF_8);
    return new Reply(status, headers, text);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new EOFException("The head of an answer breaks off");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
