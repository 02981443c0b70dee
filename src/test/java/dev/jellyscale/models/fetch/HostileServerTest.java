package dev.jellyscale.models.fetch;

import static dev.jellyscale.models.fetch.TlsServer.file;
import static dev.jellyscale.models.fetch.TlsServer.head;
import static dev.jellyscale.models.fetch.TlsServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.models.fetch.TlsServer.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that want to keep us waiting, to fill the disk, or to pass for somebody else. */
@Timeout(60)
class HostileServerTest {
  private static final TestFile FILE = TestFile.of(50_000);

  private final TlsServer server = new TlsServer();

  @TempDir Path folder;

  @AfterEach
  void closeServer() {
    server.close();
  }

  private void fails(Reply reply, String reason) {
    fails(TestLimits.CALM, reply, reason);
  }

  private void fails(FetchLimits limits, Reply reply, String reason) {
    server.on("/m", reply);
    fails(TestLimits.with(server.policy(), limits), server.uri("one.test", "/m"), reason);
  }

  private void fails(FetchPolicy policy, URI mirror, String reason) {
    assertThatThrownBy(
            () -> new Fetcher(policy).fetch(FILE.at(mirror), folder.resolve("m.part"), _ -> {}))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(reason);
    assertThat(folder).isEmptyDirectory();
  }

  private static void announce(OutputStream out) throws IOException {
    head(out, "HTTP/1.1 200 OK", "Content-Length: " + FILE.bytes());
  }

  @Test
  void silenceInTheMiddleOfTheBody() {
    fails(
        TestLimits.NO_SILENCE,
        (_, out) -> {
          announce(out);
          out.write(FILE.content(), 0, 1000);
          out.flush();
          server.hang();
        },
        "went silent after 1,000 of 50,000 bytes");
  }

  @Test
  void aBodyThatDripsFasterThanSilenceAndSlowerThanThePace() {
    fails(
        TestLimits.GOOD_PACE,
        (_, out) -> {
          announce(out);
          for (int i = 0; i < FILE.bytes(); i++) {
            out.write(FILE.content(), i, 1);
            out.flush();
            server.pause(20);
          }
        },
        "https://one.test sent only ");
  }

  @Test
  void headersThatDripForEver() {
    fails(
        TestLimits.QUICK_ANSWER,
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
          while (true) {
            text(out, "x");
            server.pause(20);
          }
        },
        "did not answer within 3.00 s");
  }

  @Test
  void noAnswerAtAll() {
    fails(TestLimits.NO_SILENCE, (_, _) -> server.hang(), "did not answer in time");
  }

  @Test
  void headersWithoutEnd() {
    fails(
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; ; i++) {
            text(out, "X-" + i + ": y\r\n");
          }
        },
        "broke the connection before it answered");
  }

  @Test
  void aHeaderLineWithoutEnd() {
    fails(
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\nX: ");
          while (true) {
            text(out, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
          }
        },
        "broke the connection before it answered");
  }

  @Test
  void aBodyWithoutEnd() {
    fails(
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
          while (true) {
            text(out, "a\r\n0123456789\r\n");
          }
        },
        "sends more than the 50,000 bytes of the file");
  }

  @Test
  void anAnnouncementThatIsTooSmall() {
    fails(
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: 49999");
          out.write(FILE.content());
        },
        "announces 49,999 bytes instead of 50,000");
  }

  @Test
  void anAnnouncementThatIsHuge() {
    fails(
        (_, out) -> head(out, "HTTP/1.1 200 OK", "Content-Length: " + Long.MAX_VALUE),
        "announces 9,223,372,036,854,775,807 bytes instead of 50,000");
  }

  @Test
  void anAnnouncementThatIsNegative() {
    fails((_, out) -> head(out, "HTTP/1.1 200 OK", "Content-Length: -5"), "https://one.test");
  }

  @Test
  void aBodyThatEndsEarlyWithoutAnAnnouncement() {
    fails(
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK");
          out.write(FILE.content(), 0, 4000);
        },
        "broke off after 4,000 of 50,000 bytes");
  }

  @Test
  void aCompressedBody() {
    fails(
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Length: 50000");
          out.write(FILE.content());
        },
        "sends the file compressed");
  }

  @Test
  void aPartialAnswerThatNobodyAskedFor() {
    fails(
        (_, out) -> {
          head(out, "HTTP/1.1 206 Partial Content", "Content-Range: bytes 0-49999/50000");
          out.write(FILE.content());
        },
        "answers with 206");
  }

  @Test
  void textThatIsNoHttp() {
    fails((_, out) -> text(out, "SSH-2.0-OpenSSH_9.9\r\n"), "https://one.test broke");
  }

  @Test
  void aCertificateOfAnAuthorityThatNobodyTrusts() {
    server.on("/m", file(FILE.content(), "\"a\""));

    fails(
        withTls(server.policy(), Optional.empty()),
        server.uri("one.test", "/m"),
        "cannot prove who it is");
    assertThat(server.requests()).isEmpty();
  }

  private static FetchPolicy withTls(
      FetchPolicy policy, Optional<javax.net.ssl.SSLContext> context) {
    return new FetchPolicy(
        policy.hosts(),
        policy.port(),
        policy.listedAddresses(),
        policy.resolver(),
        context,
        policy.limits());
  }

  @Test
  void aCertificateOfAnotherHost() {
    var policy = server.policy();
    var open =
        new FetchPolicy(
            Set.of("other.test"),
            policy.port(),
            policy.listedAddresses(),
            policy.resolver(),
            policy.tls(),
            policy.limits());

    fails(open, server.uri("other.test", "/m"), "cannot prove who it is");
  }

  @Test
  void aPortThatAcceptsAndNeverSpeaks() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var policy = onPort(silent.getLocalPort());

      fails(policy, URI.create("https://one.test:" + silent.getLocalPort() + "/m"), "in time");
    }
  }

  @Test
  void aPortWhereNobodyListens() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    fails(onPort(port), URI.create("https://one.test:" + port + "/m"), "takes no connections");
  }

  private FetchPolicy onPort(int port) {
    var policy = server.policy();
    return new FetchPolicy(
        policy.hosts(),
        port,
        policy.listedAddresses(),
        policy.resolver(),
        policy.tls(),
        TestLimits.QUICK_CONNECT);
  }

  @Test
  void aNameServerThatNeverAnswers() {
    var policy = server.policy();
    var never = new CountDownLatch(1);
    var stuck =
        new FetchPolicy(
            policy.hosts(),
            policy.port(),
            policy.listedAddresses(),
            _ -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            },
            policy.tls(),
            TestLimits.QUICK_CONNECT);

    fails(stuck, server.uri("one.test", "/m"), "https://one.test");
    never.countDown();
  }
}
