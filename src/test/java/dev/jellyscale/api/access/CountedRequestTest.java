package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body of unknown length fails for whoever reads it, also for one who begins late. */
class CountedRequestTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private HttpServer server(Consumer<HttpServerRequest> reader) throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(
            request ->
                reader.accept(
                    new CountedRequest(
                        (HttpServerRequestInternal) request, 100, () -> fail("too large"))))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static void send(HttpServer server, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void tellsAReaderWhoComesBehindTheFailure() throws Exception {
    var came = new CompletableFuture<HttpServerRequest>();
    var server = server(came::complete);

    send(server, HEAD + "3\r\nabc\r\nzz\r\n");

    var told = new CompletableFuture<Throwable>();
    var _ = came.get(10, TimeUnit.SECONDS).exceptionHandler(told::complete);
    assertThat(told.get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void tellsAReaderWhoIsThereAlready() throws Exception {
    var told = new CompletableFuture<Throwable>();
    var server =
        server(
            request -> {
              var _ = request.exceptionHandler(told::complete);
              var _ = request.resume();
            });

    send(server, HEAD + "3\r\nabc\r\nzz\r\n");

    assertThat(told.get(10, TimeUnit.SECONDS)).isNotNull();
  }
}
