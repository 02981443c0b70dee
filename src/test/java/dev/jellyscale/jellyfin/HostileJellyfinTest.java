package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.call.Upstream.Terms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(60)
class HostileJellyfinTest {
  private static final int MANY = 10_000;
  private static final Terms PATIENT =
      new Terms(MANY, Duration.ofSeconds(5), Duration.ofMillis(200));
  private static final UserToken TOKEN = new UserToken("a-secret-token-of-somebody");
  private static final ItemId ITEM = ItemId.parse(FakeJellyfin.hex("item"));

  private final FakeJellyfin fake = FakeJellyfin.of(Release.V12_0);
  private JellyfinServer server = new JellyfinServer(fake.settings(""), PATIENT);

  /** Does one of the things that a server can do. */
  private interface Question {
    Object ask(JellyfinServer server);
  }

  private static final List<Question> ALL =
      List.of(
          server -> server.whoIs(TOKEN),
          server -> server.isKey(TOKEN),
          server -> server.libraries(View.of(TOKEN)),
          server -> server.item(View.of(TOKEN), ITEM),
          server -> server.file(ITEM),
          JellyfinServer::version);

  @BeforeEach
  void somebodyIsKnown() {
    fake.world().addKey(TOKEN.value());
  }

  @AfterEach
  void end() {
    server.close();
    fake.close();
  }

  private void serverWith(Terms terms) {
    server.close();
    server = new JellyfinServer(fake.settings(""), terms);
  }

  private static String told(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void badMannersNeverBecomeAnAnswerAndNoTokenIsTold(Misbehaviour how) {
    fake.misbehaves(how);

    for (var question : ALL) {
      var failure = catchThrowableOfType(Unavailable.class, () -> question.ask(server));
      assertThat(failure).isNotNull();
      assertThat(failure.getMessage()).startsWith("Jellyfin ").contains("try again in 5 s");
      assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
      assertThat(told(failure)).doesNotContain(TOKEN.value()).doesNotContain(FakeWorld.SERVICE_KEY);
    }
    assertThat(fake.calls("GET /elsewhere")).isZero();
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    fake.close();

    assertThatThrownBy(() -> server.whoIs(TOKEN))
        .isInstanceOf(Unavailable.class)
        .hasMessage("Jellyfin takes no connections; try again in 5 s");
  }

  @Test
  void anAddressThatSpeaksNoHttpIsUnavailable() throws Exception {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var one = socket.accept()) {
                  one.getOutputStream()
                      .write("220 mail ready\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      var url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      try (var other =
          new JellyfinServer(
              new JellyfinSettings(url, Optional.empty(), PathMap.NONE, false), PATIENT)) {
        assertThatThrownBy(() -> other.whoIs(TOKEN)).isInstanceOf(Unavailable.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"BROKEN", "ERROR", "HTML", "SILENT"})
  void fiveFailuresInARowSpareTheServerAndItsCallers(Misbehaviour how) {
    serverWith(new Terms(5, Duration.ofMinutes(10), Duration.ofSeconds(1)));
    fake.misbehaves(how);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> server.whoIs(TOKEN)).isInstanceOf(Unavailable.class);
    }
    fake.behaves();
    fake.forget();

    var failure = catchThrowableOfType(Unavailable.class, () -> server.whoIs(TOKEN));

    assertThat(failure.getMessage()).contains("does not answer at the moment");
    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(590), Duration.ofMinutes(10));
    assertThat(fake.asked()).isEmpty();
    // What fails for one purpose does not stand for the other.
    assertThat(server.item(View.of(TOKEN), ITEM)).isEmpty();
  }

  @Test
  void behindARestOneCallTriesAndOpensTheWay() {
    serverWith(new Terms(2, Duration.ofMillis(50), Duration.ofMillis(200)));
    fake.misbehaves(Misbehaviour.ERROR);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> server.whoIs(TOKEN)).isInstanceOf(Unavailable.class);
    }
    fake.behaves();

    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Identity answer = new Identity.Unknown();
    while (answer instanceof Identity.Unknown && System.nanoTime() < deadline) {
      try {
        answer = server.whoIs(TOKEN);
      } catch (Unavailable _) {
        Thread.onSpinWait();
      }
    }

    assertThat(answer).isEqualTo(new Identity.KeyWithoutUser());
    assertThat(server.whoIs(TOKEN)).isEqualTo(new Identity.KeyWithoutUser());
  }

  @Test
  void refusalsAndMissingItemsAreNoFailures() {
    serverWith(new Terms(2, Duration.ofMinutes(10), Duration.ofSeconds(5)));

    for (int i = 0; i < 5; i++) {
      assertThat(server.whoIs(new UserToken("wrong"))).isEqualTo(new Identity.Unknown());
      assertThat(server.item(View.of(TOKEN), ITEM)).isEmpty();
    }

    assertThat(server.whoIs(TOKEN)).isEqualTo(new Identity.KeyWithoutUser());
  }

  @Test
  void whoIsInterruptedLeavesAtOnceAndCountsForNothing() throws InterruptedException {
    serverWith(new Terms(1, Duration.ofMinutes(10), Duration.ofMinutes(5)));
    fake.misbehaves(Misbehaviour.SILENT);
    var failure = new AtomicReference<Optional<Throwable>>(Optional.empty());
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    server.whoIs(TOKEN);
                  } catch (Unavailable e) {
                    failure.set(Optional.of(e));
                  }
                });
    while (fake.asked().isEmpty()) {
      Thread.onSpinWait();
    }

    thread.interrupt();
    thread.join(Duration.ofSeconds(10));

    assertThat(failure.get().orElseThrow()).hasMessageContaining("interrupted");
    fake.behaves();
    assertThat(server.whoIs(TOKEN)).isEqualTo(new Identity.KeyWithoutUser());
  }

  @Test
  void aCrowdThatWaitsForLibrariesKeepsNobodyOut() throws InterruptedException {
    serverWith(new Terms(1, Duration.ofMinutes(10), Duration.ofMinutes(5)));
    fake.misbehaves(Misbehaviour.SILENT, "/UserViews"::equals);
    var crowd =
        IntStream.range(0, 40)
            .mapToObj(_ -> new FutureTask<>(() -> server.libraries(View.of(TOKEN))))
            .toList();
    crowd.forEach(Thread::startVirtualThread);
    while (fake.calls("GET /UserViews") < 8) {
      LockSupport.parkNanos(1_000_000);
    }

    assertThat(server.whoIs(TOKEN)).isEqualTo(new Identity.KeyWithoutUser());

    assertThat(fake.calls("GET /UserViews")).isEqualTo(8);
    fake.behaves();
    for (var one : crowd) {
      assertThatThrownBy(one::get).hasCauseInstanceOf(Unavailable.class);
    }
    assertThat(server.whoIs(TOKEN)).isEqualTo(new Identity.KeyWithoutUser());
  }
}
