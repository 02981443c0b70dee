package dev.jellyscale.api.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.identity.Arrival;
import dev.jellyscale.api.access.identity.Finding;
import dev.jellyscale.api.access.identity.Identified;
import dev.jellyscale.api.access.identity.JellyfinSource;
import dev.jellyscale.api.access.identity.Realm;
import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.access.sender.Sender;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.proxy.Forwarded;
import dev.jellyscale.auth.proxy.ProxyClaim;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.Misbehaviour;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found in requests, with a Jellyfin server, without one, and with an old one. */
class JellyfinSourceTest {
  private static final Sender SENDER =
      new Sender(Forwarded.direct("127.0.0.1"), new ProxyClaim.Absent(), "", "", false);

  private final Vertx vertx = Vertx.vertx();
  private final FakeJellyfin fake = FakeJellyfin.of(FakeJellyfin.Release.V10_11);

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    fake.close();
  }

  private static NodeJellyfin node(Map<String, String> settings) {
    return new NodeJellyfin(new SmallRyeConfigBuilder().withDefaultValues(settings).build());
  }

  /** What is found in a request, when whoever is asked has answered. */
  private Finding found(NodeJellyfin node, String query, String... headers) throws Exception {
    var source = new JellyfinSource(node, new RateLimits(TimeMeter.SYSTEM_MILLISECONDS));
    var found = new CompletableFuture<Finding>();
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  found.complete(
                      source.look(new Arrival(request, SENDER, Realm.FACADE, Optional.empty())));
                  request.response().end();
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/Upscaler/x" + query);
      var request = HttpRequest.newBuilder(uri).headers(headers).build();
      http.send(request, HttpResponse.BodyHandlers.discarding());
      return found.join() instanceof Finding.Asking(var answer)
          ? answer.toCompletableFuture().join()
          : found.join();
    } finally {
      node.end(new ShutdownEvent());
    }
  }

  @Test
  void withoutAServerATokenCannotBeJudgedAndNothingIsNothing() throws Exception {
    var token = SharedJellyfin.header("a".repeat(32));

    assertThat(found(node(Map.of()), "", "Authorization", token))
        .isEqualTo(new Finding.Unknowable(Duration.ofMinutes(1)));
    assertThat(found(node(Map.of()), "", "X-None", "1")).isEqualTo(new Finding.Nothing());
    assertThat(found(node(Map.of()), "", "Authorization", SharedJellyfin.header("a b")))
        .isEqualTo(new Finding.Nobody());
  }

  @Test
  void oldFormsCountWhereTheOperatorSaysSo() throws Exception {
    var user = fake.world().add(FakeUser.of("old television"));
    var settings = Map.of(JellyfinSettings.URL, fake.url());
    var legacy = Map.of(JellyfinSettings.URL, fake.url(), JellyfinSettings.LEGACY, "on");
    var known =
        new Finding.Somebody(
            new Identified(
                new Caller.JellyfinUser(user.asId(), "old television", false),
                Optional.of(user.asToken())));

    assertThat(found(node(settings), "", "X-Emby-Token", user.token()))
        .isEqualTo(new Finding.Nothing());
    assertThat(found(node(settings), "?api_key=" + user.token(), "X-None", "1"))
        .isEqualTo(new Finding.Nothing());
    assertThat(found(node(legacy), "", "X-Emby-Token", user.token())).isEqualTo(known);
    assertThat(found(node(legacy), "?api_key=" + user.token(), "X-None", "1")).isEqualTo(known);
    assertThat(fake.last("GET /Users/Me").headers())
        .as("Jellyfin itself is asked in the way that every version takes")
        .containsKey("authorization")
        .doesNotContainKey("x-emby-token");
    assertThat(fake.last("GET /Users/Me").query()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerLetsNobodyIn() throws Exception {
    fake.world().addKey("key");
    fake.misbehaves(Misbehaviour.ERROR);
    var settings = Map.of(JellyfinSettings.URL, fake.url());

    assertThat(found(node(settings), "", "Authorization", SharedJellyfin.header("key")))
        .isInstanceOf(Finding.Unknowable.class);
  }

  @Test
  void noFindingTellsAToken() throws Exception {
    var user = fake.world().add(FakeUser.of("somebody"));
    var settings = Map.of(JellyfinSettings.URL, fake.url());

    var finding = found(node(settings), "", "Authorization", SharedJellyfin.header(user.token()));

    assertThat(finding.toString()).contains("somebody").doesNotContain(user.token());
  }
}
