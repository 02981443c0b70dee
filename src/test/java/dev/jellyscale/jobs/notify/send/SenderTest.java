package dev.jellyscale.jobs.notify.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.jellyscale.Requires;
import dev.jellyscale.jobs.notify.PrivateTargets;
import dev.jellyscale.jobs.notify.TargetAddress;
import dev.jellyscale.net.Destinations;
import dev.jellyscale.net.HostResolver;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderTest {
  private static final Parcel PARCEL =
      new Parcel(ContentType.TEXT_PLAIN, Map.of(), "hello".getBytes(StandardCharsets.UTF_8));

  private static Sender sender(HostResolver resolver, String listed) {
    var allowed = PrivateTargets.ofEnvironment(Map.of(PrivateTargets.VARIABLE, listed));
    return new Sender(
        new Destinations(resolver, allowed::allow, Optional.empty()), Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "::1, [::1], ::1",
    "127.0.0.1, [::ffff:127.0.0.1], 127.0.0.1",
    "127.0.0.1, 2130706433, 127.0.0.0/8",
    "127.0.0.1, localhost, localhost"
  })
  void anAddressIsReachedWhereItIsListedAndNotWhereItIsNot(String at, String host, String listed)
      throws IOException {
    var hosts = new CopyOnWriteArrayList<String>();
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(at), 0), 0);
    } catch (BindException e) {
      Requires.that(false, "the address " + at);
      throw e;
    }
    server.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(204, -1);
        });
    server.start();
    try (var open = sender(HostResolver.ofSystem(), listed);
        var closed = sender(HostResolver.ofSystem(), "10.0.0.0/8")) {
      int port = server.getAddress().getPort();
      var address = TargetAddress.parse("http://" + host + ":" + port + "/x");

      var refused = closed.send(address, PARCEL);
      assertThat(refused.result().problem().orElseThrow()).contains("is not reached");
      assertThat(hosts).isEmpty();

      var sent = open.send(address, PARCEL);
      assertThat(sent.result().problem()).isEmpty();
      assertThat(hosts).containsExactly(host + ":" + port);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aNameThatChangesItsMindIsLookedAtAgainForEachConnectionAndOnceForOne() {
    var answers =
        new ArrayDeque<>(
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")));
    try (var receiver = Receiver.http();
        var sender = sender(_ -> List.of(answers.removeFirst()), "127.0.0.1")) {
      var sent = sender.send(TargetAddress.parse(receiver.url("flips.test", "/")), PARCEL);
      var again = sender.send(TargetAddress.parse(receiver.url("flips.test", "/")), PARCEL);

      assertThat(sent.isTaken()).isTrue();
      assertThat(again.result().problem().orElseThrow()).endsWith("its address is loopback");
      assertThat(receiver.received()).hasSize(1);
    }
  }
}
