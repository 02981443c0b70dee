package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.jellyfin.SharedJellyfin;
import dev.jellyscale.auth.Elevation;
import dev.jellyscale.jellyfin.FakeUser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the facade by every kind of caller. Each announces a body that no route takes: who
 * may use the route hears that, after the gate and before any resource, and nobody else does.
 */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class FacadeMatrixTest {
  private static final int ADMITTED = 413;
  private static final int FORBIDDEN = 403;
  private static final int UNKNOWN = 401;
  private static final String QUOTA = "JELLYSCALE_USER_QUOTA";

  /** What the table says, told a second time: a row that is not here fails. */
  private static final String ROWS =
      """
      GET models user
      GET libraries user
      GET status user
      GET service-health user
      GET recommend-model user
      GET filter-config user
      POST process/item/{itemId} own jobs
      GET jobs own jobs
      POST jobs/{id}/pause own jobs
      POST jobs/{id}/resume own jobs
      POST jobs/{id}/cancel own jobs
      POST process admin
      POST preprocess admin
      GET queue admin
      POST queue/add admin
      POST queue/{id}/cancel admin
      POST queue/{id}/priority admin
      POST queue/pause admin
      POST queue/resume admin
      POST vmaf admin
      GET models/importable admin
      POST models/import admin
      POST models/convert admin
      POST models/upload-file admin
      POST models/import-async admin
      GET models/import-status/{jobId} admin
      POST models/download-async admin
      GET models/download-status/{jobId} admin
      DELETE models/import/{modelName} admin
      POST models/load admin
      GET models/disk-usage admin
      POST models/cleanup admin
      GET recommend admin
      POST object-mask/load-model admin
      POST face-restore/load admin
      POST face-restore/unload admin
      GET face-restore/status admin
      GET compare/{itemId} admin
      POST upscale-images/{itemId} admin
      POST upscale/image admin
      POST upscale-frame admin
      POST upscale-video-chunk admin
      POST detect-mask admin
      POST face-restore/frame admin
      POST filter-config admin
      POST filter-preview admin
      GET filter-preview/frame/{itemId} admin
      GET info admin
      GET hardware admin
      GET hardware-info admin
      GET hardware-benchmark admin
      GET recommendations admin
      GET gpus admin
      GET gpu-verify admin
      GET health/detailed admin
      GET fallback admin
      GET metrics admin
      GET model-benchmark admin
      GET benchmark-frame admin
      POST benchmark admin
      POST test admin
      GET settings/export admin
      POST settings/import admin
      POST service-config admin
      GET tokens admin
      POST tokens admin
      DELETE tokens/{id} admin
      GET cache/stats admin
      POST cache/clear admin
      POST install admin
      """;

  /** A kind of caller, and what he hears on routes of each elevation, in their order. */
  enum Kind {
    NONE(UNKNOWN, UNKNOWN, UNKNOWN, 0),
    BAD_TOKEN(UNKNOWN, UNKNOWN, UNKNOWN, 0),
    EMPTY_TOKEN(UNKNOWN, UNKNOWN, UNKNOWN, 0),
    DISABLED_USER(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    REVOKED_KEY(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    TOKEN_OF_THE_NODE(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    FORGED_PROXY_HEADER(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    USER(ADMITTED, FORBIDDEN, FORBIDDEN, 0),
    USER_WITH_QUOTA(ADMITTED, ADMITTED, FORBIDDEN, 1),
    ADMIN(ADMITTED, ADMITTED, ADMITTED, 0),
    API_KEY(ADMITTED, ADMITTED, ADMITTED, 0),
    SECRET_FROM_ELSEWHERE(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    PROXY_WITHOUT_SECRET(UNKNOWN, UNKNOWN, UNKNOWN, 1),
    PROXY_USER(ADMITTED, FORBIDDEN, FORBIDDEN, 1),
    PROXY_ADMIN(ADMITTED, ADMITTED, ADMITTED, 0),
    ACCOUNT_USER(ADMITTED, FORBIDDEN, FORBIDDEN, 1),
    ACCOUNT_ADMIN(ADMITTED, ADMITTED, ADMITTED, 0);

    private final int user;
    private final int ownJobs;
    private final int admin;
    private final int quota;

    Kind(int user, int ownJobs, int admin, int quota) {
      this.user = user;
      this.ownJobs = ownJobs;
      this.admin = admin;
      this.quota = quota;
    }

    int status(Elevation elevation) {
      return switch (elevation) {
        case USER -> user;
        case OWN_JOBS -> ownJobs;
        case ADMIN -> admin;
      };
    }

    private String[] headers() {
      var world = SharedJellyfin.get().world();
      return switch (this) {
        case NONE -> new String[] {"X-None: 1"};
        case BAD_TOKEN -> shows(SharedJellyfin.header("0".repeat(32)));
        case EMPTY_TOKEN -> shows(SharedJellyfin.header(""));
        case DISABLED_USER ->
            shows(SharedJellyfin.signedIn(FakeUser.admin("matrix gone").disabledNow()));
        case REVOKED_KEY -> {
          world.addKey("matrix-revoked");
          world.removeKey("matrix-revoked");
          yield shows(SharedJellyfin.header("matrix-revoked"));
        }
        case TOKEN_OF_THE_NODE -> new String[] {"X-Api-Token: the-token-of-the-tests"};
        case FORGED_PROXY_HEADER ->
            new String[] {
              "Remote-User: admin",
              "Remote-Groups: admins",
              "X-Forwarded-User: admin",
              "X-Forwarded-For: 127.0.0.1",
              "X-Proxy-Secret: guessed"
            };
        case USER, USER_WITH_QUOTA -> shows(SharedJellyfin.signedIn(FakeUser.of("matrix user")));
        case ADMIN -> shows(SharedJellyfin.signedIn(FakeUser.admin("matrix admin")));
        case API_KEY -> shows(SharedJellyfin.header(world.addKey("matrix-key").value()));
        case SECRET_FROM_ELSEWHERE, PROXY_ADMIN -> PreparedPeople.proxied("ada", "admins");
        case PROXY_WITHOUT_SECRET ->
            new String[] {"Remote-User: ada", "Remote-Groups: admins", "X-Proxy-Secret: guessed"};
        case PROXY_USER -> PreparedPeople.proxied("ada", "family");
        case ACCOUNT_USER -> PreparedPeople.signedIn("family", "http://127.0.0.1");
        case ACCOUNT_ADMIN -> PreparedPeople.signedIn("chief", "http://127.0.0.1");
      };
    }

    /** Where the proxy's word comes from. */
    private String address() {
      return switch (this) {
        case PROXY_WITHOUT_SECRET, PROXY_USER, PROXY_ADMIN -> PreparedPeople.PROXY;
        default -> "127.0.0.1";
      };
    }

    private static String[] shows(String authorization) {
      return new String[] {"Authorization: " + authorization};
    }
  }

  private static List<Route> rows() {
    return RouteTable.ROUTES.stream().filter(r -> r.need() instanceof Need.Elevated).toList();
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> rows().stream().map(route -> Arguments.of(kind, route)));
  }

  @AfterEach
  void forgetTheQuota() {
    System.clearProperty(QUOTA);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void whoMayNotUseARouteIsRefused(Kind kind, Route route) throws IOException {
    System.setProperty(QUOTA, Integer.toString(kind.quota));
    var elevation = ((Need.Elevated) route.need()).elevation();
    var path = route.template().replaceAll("\\{\\w+}", "x");
    try (var http = new RawHttp(RestAssured.port, kind.address())) {
      var head =
          Stream.concat(
              Stream.of(
                  route.method() + " " + path + " HTTP/1.1",
                  "Host: 127.0.0.1",
                  "Content-Length: 999999999999"),
              Arrays.stream(kind.headers()));
      http.head(head.toArray(String[]::new));

      assertThat(http.answer().status()).isEqualTo(kind.status(elevation));
    }
  }

  @Test
  void theMatrixKnowsEveryRow() {
    var told =
        rows().stream()
            .map(
                route ->
                    route.method()
                        + " "
                        + route.template().substring("/Upscaler/".length())
                        + " "
                        + route.need().word());

    assertThat(told).containsExactlyInAnyOrderElementsOf(ROWS.lines().toList());
  }

  @Test
  void whatIsBelowUpscalerIsTheFacadeAndNothingElseIs() {
    Map<Boolean, List<Route>> parts =
        RouteTable.ROUTES.stream()
            .collect(Collectors.partitioningBy(r -> r.template().startsWith("/Upscaler")));

    assertThat(parts.get(true)).allMatch(route -> route.need() instanceof Need.Elevated);
    assertThat(parts.get(false)).noneMatch(route -> route.need() instanceof Need.Elevated);
  }

  @Test
  void theMatrixAsksJellyfinAboutEachTokenOnceInAWhile() throws IOException {
    var jellyfin = SharedJellyfin.get();
    var header = SharedJellyfin.signedIn(FakeUser.of("matrix counted"));
    jellyfin.forget();
    for (int i = 0; i < 20; i++) {
      try (var http = new RawHttp(RestAssured.port)) {
        http.head("GET /Upscaler/nothing HTTP/1.1", "Host: x", "Authorization: " + header);
        assertThat(http.answer().status()).isEqualTo(404);
      }
    }

    assertThat(jellyfin.calls("GET /Users/Me")).isEqualTo(1);
  }
}
