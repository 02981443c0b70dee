package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait in the gate, on a server of Vert.x that has nothing else. */
class WaitingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String HOST = "Host: 127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final OpenRequests open = new OpenRequests();
  private final Waiting waiting = new Waiting(open);
  private final BlockingQueue<CompletableFuture<String>> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final AtomicBoolean wentOn = new AtomicBoolean();
  private BiConsumer<RoutingContext, String> on = (route, told) -> route.end(told);
  private int port;

  @BeforeEach
  void serve() {
    var router = Router.router(vertx);
    router.route().handler(this::gate);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port = server.actualPort();
  }

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void gate(RoutingContext route) {
    var answer = new CompletableFuture<String>();
    route.request().connection().closeHandler(_ -> gone.complete(null));
    waiting.<String>await(
        route,
        answer,
        (told, failure) -> {
          wentOn.set(true);
          assertThat(Context.isOnEventLoopThread()).isTrue();
          on.accept(route, failure == null ? String.valueOf(told) : "failed");
        });
    arrived.add(answer);
  }

  private CompletableFuture<String> arrival() throws InterruptedException {
    var answer = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    return answer;
  }

  private int stillOpen() throws InterruptedException {
    return open.await(Duration.ZERO);
  }

  @Test
  void aRequestGoesOnWhenTheAnswerIsThere() throws Exception {
    try (var http = new RawHttp(port)) {
      http.head("GET / HTTP/1.1", HOST);
      var answer = arrival();
      assertThat(stillOpen()).isEqualTo(1);

      answer.complete("anna");

      assertThat(http.answer().body()).isEqualTo("anna");
      assertThat(open.await(PATIENCE)).isZero();
    }
  }

  @Test
  void aFailureIsAnAnswerToo() throws Exception {
    try (var http = new RawHttp(port)) {
      http.head("GET / HTTP/1.1", HOST);
      arrival().completeExceptionally(new IOException("gone"));

      assertThat(http.answer().body()).isEqualTo("failed");
    }
  }

  @Test
  void nothingOfABodyIsLostMeanwhile() throws Exception {
    on =
        (route, told) -> {
          route.request().body().onSuccess(body -> route.end(told + body.length()));
          route.request().resume(); // As every reader of a body does that finds it paused.
        };
    try (var http = new RawHttp(port)) {
      http.head("POST / HTTP/1.1", HOST, "Content-Length: 100000");
      http.send("x".repeat(50_000));
      var answer = arrival();
      http.send("y".repeat(50_000));
      answer.complete("read ");

      assertThat(http.answer().body()).isEqualTo("read 100000");
    }
  }

  @Test
  void whoHangsUpLeavesNothingBehind() throws Exception {
    var http = new RawHttp(port);
    http.head("GET / HTTP/1.1", HOST);
    var answer = arrival();
    http.close();
    gone.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    answer.complete("anna");

    assertThat(open.await(PATIENCE)).isZero();
    assertThat(wentOn).isFalse();
  }

  @Test
  void whoeverWaitsWhenTheNodeBeginsToStopIsToldToComeAgain() throws Exception {
    try (var http = new RawHttp(port)) {
      http.head("GET / HTTP/1.1", HOST);
      var answer = arrival();
      open.refuse();
      assertThat(stillOpen()).as("the node waits for it").isEqualTo(1);
      answer.complete("anna");

      var told = http.answer();

      assertThat(told.status()).isEqualTo(503);
      assertThat(told.header("retry-after")).isEqualTo("5");
      assertThat(told.header("connection")).isEqualTo("close");
      assertThat(wentOn).isFalse();
      assertThat(open.await(PATIENCE)).isZero();
    }
  }

  @Test
  void whatFailsLaterIsAnsweredAllTheSame() throws Exception {
    on =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    try (var http = new RawHttp(port)) {
      http.head("GET / HTTP/1.1", HOST);
      arrival().complete("anna");

      assertThat(http.answer().status()).isEqualTo(500);
      assertThat(open.await(PATIENCE)).isZero();
    }
  }

  @Test
  void anAnswerThatIsThereAlreadyIsNoDifference() throws Exception {
    on = (route, told) -> route.end(told);
    try (var http = new RawHttp(port)) {
      for (int i = 0; i < 3; i++) {
        http.head("GET / HTTP/1.1", HOST);
        arrival().complete("again");

        assertThat(http.answer().body()).isEqualTo("again");
      }
    }
  }
}
