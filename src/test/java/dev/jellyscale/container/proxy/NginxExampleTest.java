package dev.jellyscale.container.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.PreparedPeople;
import dev.jellyscale.api.access.PreparedTokens;
import dev.jellyscale.api.access.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/proxy/nginx.conf in front of the node: the real nginx, run once for all tests. */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class NginxExampleTest {
  private static final System.Logger LOG = System.getLogger("test.nginx");
  private static final String OURS = "Host: media.example.org";
  private static final String JELLYFINS = "Host: jellyfin.example.org";
  private static final String CHIEF = "Cookie: authelia_session=chief";
  private static final String PERSON = "Cookie: authelia_session=person";
  private static final String WHO = "GET /jellyscale/api/v1/session HTTP/1.1";

  private static @Nullable SmallAuthelia authelia;
  private static @Nullable RunningNginx nginx;

  @BeforeEach
  void start() throws IOException {
    if (nginx == null) {
      var signing = SmallAuthelia.start();
      authelia = signing;
      var folder = Files.createTempDirectory(Path.of("target"), "nginx");
      var upstreams = Map.of(5000, RestAssured.port, 8096, 1, 9091, signing.port());
      nginx = RunningNginx.start(folder, PreparedPeople.SECRET, upstreams);
    }
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (authelia != null) {
      authelia.close();
    }
  }

  private static RunningNginx running() {
    var running = nginx;
    if (running == null) {
      throw new IllegalStateException("nginx does not run");
    }
    return running;
  }

  private static RawHttp connect(String from) throws IOException {
    return new RawHttp(running().port(), from);
  }

  private static RawHttp.Answer ask(String... head) throws IOException {
    try (var http = connect("127.0.0.40")) {
      return http.head(head).answer();
    }
  }

  @Test
  void whoHasSignedInAtAutheliaIsKnownWithHisGroups() throws IOException {
    assertThat(ask(WHO, OURS, CHIEF).body())
        .isEqualTo("{\"name\":\"ada\",\"role\":\"admin\",\"by\":\"proxy\"}");
    assertThat(ask(WHO, OURS, PERSON).body())
        .isEqualTo("{\"name\":\"ada\",\"role\":\"user\",\"by\":\"proxy\"}");
  }

  @Test
  void whoHasNotIsSentToSignIn() throws IOException {
    var answer = ask(WHO, OURS, "Remote-User: ada", "Remote-Groups: admins");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo(SmallAuthelia.PORTAL);
  }

  @Test
  void identityHeadersOfClientsCountForNothing() throws IOException {
    var forged =
        new String[] {
          "Remote-User: root",
          "Remote-Groups: admins",
          "Remote_Groups: admins",
          "X-Proxy-Secret: " + PreparedPeople.SECRET
        };
    var own = Stream.concat(Stream.of(WHO, OURS, PERSON), Stream.of(forged));
    assertThat(ask(own.toArray(String[]::new)).body())
        .isEqualTo("{\"name\":\"ada\",\"role\":\"user\",\"by\":\"proxy\"}");

    var facade =
        Stream.concat(Stream.of("GET /Upscaler/status HTTP/1.1", JELLYFINS), Stream.of(forged));
    assertThat(ask(facade.toArray(String[]::new)).status()).isEqualTo(401);
  }

  @Test
  void identityHeadersStraightAtTheNodeCountForNothing() throws IOException {
    for (var from : new String[] {"127.0.0.1", "127.0.0.40"}) {
      try (var http = new RawHttp(RestAssured.port, from)) {
        var head =
            Stream.concat(
                Stream.of("GET /api/v1/session HTTP/1.1", OURS),
                Stream.of(PreparedPeople.proxied("ada", "admins")));

        assertThat(http.head(head.toArray(String[]::new)).answer().status()).isEqualTo(401);
      }
    }
  }

  @Test
  void aClientsForwardedAddressHidesNobodyWhoGuesses() throws IOException {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      try (var http = connect("127.0.0.41")) {
        http.head(
            "GET /jellyscale/status HTTP/1.1",
            OURS,
            PERSON,
            "X-Api-Token: upsk_wrong",
            "X-Forwarded-For: 198.51.100." + i,
            "X-Real-IP: 198.51.100." + i,
            "Forwarded: for=198.51.100." + i);
        statuses.add(http.answer().status());
      }
    }

    assertThat(statuses).startsWith(403).endsWith(429);
  }

  @Test
  void whatWeWriteHasTheForwardedPathAndBelongsToTheForwardedHost() throws IOException {
    var body = "{\"name\":\"family\",\"password\":\"battery staple\"}";
    for (var origin : new String[] {"http://media.example.org", "http://example.org"}) {
      try (var http = connect("127.0.0.42")) {
        http.head(
            "POST /jellyscale/api/v1/session HTTP/1.1",
            OURS,
            PERSON,
            "X-Forwarded-Host: example.org",
            "X-Forwarded-Prefix: /elsewhere",
            "Origin: " + origin,
            "Content-Type: application/json",
            "Content-Length: " + body.length());
        var answer = http.send(body).answer();

        if (origin.endsWith("media.example.org")) {
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.header("set-cookie")).contains("; Path=/jellyscale; ");
        } else {
          assertThat(answer.status()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void theFacadeIsReachedOnJellyfinsOrigin() throws IOException {
    var answer = ask("GET /Upscaler/status HTTP/1.1", JELLYFINS);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /Upscaler/upscale-frame HTTP/1.1|Host: jellyfin.example.org|52428801",
        "POST /Upscaler/models/upload-file HTTP/1.1|Host: jellyfin.example.org|524288001",
        "POST /jellyscale/models/upload HTTP/1.1|Host: media.example.org|524288001"
      })
  void nginxRefusesWhatNoRouteTakes(String request) throws IOException {
    var parts = request.split("\\|");
    var answer = ask(parts[0], parts[1], CHIEF, "Content-Length: " + parts[2]);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("content-type")).isEqualTo("text/html");
  }

  @Test
  void modelsAreTakenOnJellyfinsOriginToo() throws IOException {
    try (var http = connect("127.0.0.44")) {
      http.head(
          "POST /Upscaler/models/upload-file HTTP/1.1",
          JELLYFINS,
          "Remote-User: ada",
          "Remote-Groups: admins",
          "X-Proxy-Secret: " + PreparedPeople.SECRET,
          "Content-Length: 62914560");
      var answer = http.answer();

      // The node's own word, by the head alone: what a client says of himself is removed here too.
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void theLogHoldsNoToken() throws IOException {
    ask("GET /Upscaler/gpus?ApiKey=0123456789abcdef HTTP/1.1", JELLYFINS, "Referer: http://x/?t");

    var line = "\"GET /Upscaler/gpus\" 401 ";
    assertThat(running().accessLog(line))
        .contains(line)
        .doesNotContain("0123456789abcdef", "http://x/");
  }

  @Test
  void theNodesOwnBoundIsToldInItsOwnWords() throws IOException {
    var answer = ask("POST /jellyscale/config HTTP/1.1", OURS, CHIEF, "Content-Length: 65537");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).startsWith("{\"detail\":\"");
  }

  @Test
  void anEventReachesTheBrowserWithinASecond() throws IOException {
    try (var http = connect("127.0.0.43")) {
      http.head("GET /jellyscale/logs/stream HTTP/1.1", OURS, CHIEF);
      assertThat(http.line()).contains(" 200 ");
      until(http, "heartbeat");

      var slowest = Duration.ZERO;
      for (int i = 0; i < 5; i++) {
        var marker = "through nginx " + i + ".";
        var begin = Instant.now();
        LOG.log(System.Logger.Level.INFO, marker);
        until(http, marker);
        var took = Duration.between(begin, Instant.now());
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }

      System.out.println("Slowest of five events through nginx: " + slowest.toMillis() + " ms");
      assertThat(slowest).isLessThan(Duration.ofSeconds(1));
    }
  }

  private static void until(RawHttp http, String word) throws IOException {
    for (var line = http.line(); !line.contains(word); ) {
      line = http.line();
    }
  }
}
