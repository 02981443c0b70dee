package dev.jellyscale.api.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** A connection to the node on which a test says exactly what it wants. */
public final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private final Socket socket;

  RawHttp(int port) throws IOException {
    this(port, "127.0.0.1");
  }

  /** A connection from an address of this machine. */
  public RawHttp(int port, String from) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    socket = new Socket(loopback, port, InetAddress.getByName(from), 0);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** An answer: its head in one piece, and its body. */
  public record Answer(int status, String head, String body) {

    /** Value of a header; empty where there is none. */
    public String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** Sends text as it is. */
  public RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a head, its lines given one by one. */
  public RawHttp head(String... lines) throws IOException {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Hears one answer. */
  public Answer answer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) read());
    }
    var text = head.toString();
    int status = Integer.parseInt(text.split(" ")[1]);
    var answer = new Answer(status, text, "");
    int length =
        answer.header("content-length").isEmpty()
            ? 0
            : Integer.parseInt(answer.header("content-length"));
    var body = socket.getInputStream().readNBytes(length);
    return new Answer(status, text, new String(body, StandardCharsets.UTF_8));
  }

  /** Hears one line; what comes after it is left. */
  public String line() throws IOException {
    var line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** Hears the first line of an answer; 400 where the node hangs up instead. */
  int status() throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.isEmpty() ? 400 : Integer.parseInt(line.toString().split(" ")[1]);
  }

  private int read() throws IOException {
    int value = socket.getInputStream().read();
    if (value < 0) {
      throw new IOException("The node hung up");
    }
    return value;
  }

  /** Sends the same again and again; whether the node hangs up before {@code most} times. */
  boolean sendUntilHungUp(String text, int most) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      for (int i = 0; i < most; i++) {
        socket.getOutputStream().write(bytes);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the node hangs up without another word. */
  boolean isHungUp() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
