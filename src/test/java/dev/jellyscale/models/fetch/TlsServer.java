package dev.jellyscale.models.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;

/** A server on loopback that answers each path as a test wants, byte by byte. */
public final class TlsServer implements AutoCloseable {
  private final SSLServerSocket listener;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> lookUps = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** What a client asked for; header names are in lower case. */
  public record Request(String path, Map<String, String> headers) {}

  /** How a path is answered. The connection is closed afterwards. */
  public interface Reply {
    void send(Request request, OutputStream out) throws IOException;
  }

  public TlsServer() {
    try {
      listener =
          (SSLServerSocket)
              TestTls.server()
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  // A client that goes away in the middle is what many tests are about.
  @SuppressWarnings("EmptyCatch")
  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var first = in.readLine();
      if (first == null) {
        return;
      }
      var request = new Request(first.split(" ")[1], headers(in));
      requests.add(request);
      var out = socket.getOutputStream();
      replies.getOrDefault(request.path(), status(404)).send(request, out);
      out.flush();
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static Map<String, String> headers(BufferedReader in) throws IOException {
    var headers = new TreeMap<String, String>();
    for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** Answers a path. */
  public TlsServer on(String path, Reply reply) {
    replies.put(path, reply);
    return this;
  }

  /** Requests so far, oldest first. */
  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  /** Names that were looked up so far. */
  public List<String> lookUps() {
    return new ArrayList<>(lookUps);
  }

  /** Address of a path, by one of the names of the certificate. */
  public URI uri(String host, String path) {
    return URI.create("https://" + host + ":" + port() + path);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** A policy that reaches this server. */
  public FetchPolicy policy() {
    return new FetchPolicy(
        Set.copyOf(TestTls.HOSTS),
        port(),
        Set.of(InetAddress.getLoopbackAddress()),
        host -> {
          lookUps.add(host);
          return List.of(InetAddress.getLoopbackAddress());
        },
        Optional.of(TestTls.client()),
        TestLimits.CALM);
  }

  /** Waits until the server is closed. */
  public void hang() throws IOException {
    pause(Long.MAX_VALUE);
  }

  /** Waits a while, or until the server is closed. */
  public void pause(long millis) throws IOException {
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the lines of a head and the empty line behind it. */
  public static void head(OutputStream out, String... lines) throws IOException {
    text(out, String.join("\r\n", lines) + "\r\n\r\n");
  }

  static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  static Reply status(int status, String... headers) {
    return (_, out) -> {
      var lines = new ArrayList<String>(List.of("HTTP/1.1 " + status + " Whatever"));
      lines.addAll(List.of(headers));
      lines.add("Content-Length: 0");
      head(out, lines.toArray(String[]::new));
    };
  }

  static Reply redirect(String location) {
    return status(302, "Location: " + location);
  }

  /** Serves a file well, with ranges. */
  public static Reply file(byte[] content, String tag) {
    return (request, out) -> {
      int from = 0;
      if (tag.equals(request.headers().get("if-range"))) {
        from = Integer.parseInt(request.headers().getOrDefault("range", "").replaceAll("\\D", ""));
      }
      int rest = content.length - from;
      if (from == 0) {
        head(out, "HTTP/1.1 200 OK", "ETag: " + tag, "Content-Length: " + rest);
      } else {
        head(
            out,
            "HTTP/1.1 206 Partial Content",
            "ETag: " + tag,
            "Content-Range: bytes %d-%d/%d".formatted(from, content.length - 1, content.length),
            "Content-Length: " + rest);
      }
      out.write(content, from, rest);
    };
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listener.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
