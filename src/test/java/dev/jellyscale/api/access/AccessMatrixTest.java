package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.jellyfin.SharedJellyfin;
import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.jellyfin.FakeUser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the table by every kind of caller. Each announces a body that no route takes: who
 * may use the route hears that, after the gate and before any resource, and nobody else does.
 */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class AccessMatrixTest {
  private static final int ADMITTED = 413;
  private static final int REFUSED = 403;
  private static final int UNKNOWN = 401;

  /** A caller: the name of its token, and what it may do by it. */
  record Kind(String name, Optional<Scope> scope) {
    @Override
    public String toString() {
      return name;
    }

    boolean may(Route route) {
      return switch (route.need()) {
        case Need.Nothing _ -> true;
        case Need.Scoped(var needed) ->
            scope.isPresent() && (scope.get() == needed || scope.get() == Scope.ADMIN);
        case Need.Elevated(var elevation) -> isPerson() && elevation.admits(person(), 0);
      };
    }

    private boolean isPerson() {
      return isOfJellyfin()
          || (scope.isPresent() && (name.startsWith("proxy ") || name.startsWith("account ")));
    }

    /** Who is somebody on the facade, and nobody elsewhere. */
    private boolean isOfJellyfin() {
      return name.startsWith("jellyfin ");
    }

    private Caller person() {
      boolean admin = scope.equals(Optional.of(Scope.ADMIN)) || name.equals("jellyfin admin");
      return new Caller.ProxyUser("ada", admin || isKey() ? Role.ADMIN : Role.USER);
    }

    private boolean isKey() {
      return name.equals("jellyfin key");
    }

    /** Who is nobody hears so on our own routes; the AI service's callers expect one status. */
    int refusal(Route route) {
      boolean nobody = route.need() instanceof Need.Elevated ? !isPerson() : scope.isEmpty();
      return nobody && route.dialect() == Dialect.PROBLEM ? UNKNOWN : REFUSED;
    }

    /** Where the proxy's word comes from. */
    private String address() {
      return name.equals("proxy user") || name.equals("proxy admin")
          ? PreparedPeople.PROXY
          : "127.0.0.1";
    }

    private String header() {
      var config = ConfigProvider.getConfig();
      return switch (name) {
        case "nobody" -> "X-None: 1";
        case "wrong" -> "X-Api-Token: upsk_wrong";
        case "proxy user", "proxy user from elsewhere" ->
            String.join("\r\n", PreparedPeople.proxied("ada", "family"));
        case "proxy admin", "proxy admin from elsewhere" ->
            String.join("\r\n", PreparedPeople.proxied("ada", "admins"));
        case "forged proxy header" -> "Remote-User: ada\r\nRemote-Groups: admins";
        case "account user" ->
            String.join("\r\n", PreparedPeople.signedIn("family", "http://127.0.0.1"));
        case "account admin" ->
            String.join("\r\n", PreparedPeople.signedIn("chief", "http://127.0.0.1"));
        case "jellyfin user" -> shows(SharedJellyfin.signedIn(FakeUser.of("access user")));
        case "jellyfin admin" -> shows(SharedJellyfin.signedIn(FakeUser.admin("access admin")));
        case "jellyfin key" ->
            shows(SharedJellyfin.header(SharedJellyfin.get().world().addKey("access-key").value()));
        case "bootstrap" -> "X-Api-Token: " + config.getValue("api.token", String.class);
        default -> "X-Api-Token: " + config.getValue(PreparedTokens.PREFIX + name, String.class);
      };
    }
  }

  private static String shows(String authorization) {
    return "Authorization: " + authorization;
  }

  static Stream<Arguments> matrix() {
    var kinds = new ArrayList<Kind>();
    for (var name : List.of("jellyfin user", "jellyfin admin", "jellyfin key")) {
      kinds.add(new Kind(name, Optional.empty()));
    }
    for (var name : List.of("nobody", "wrong", "expired", "revoked")) {
      kinds.add(new Kind(name, Optional.empty()));
    }
    for (var name :
        List.of("proxy user from elsewhere", "proxy admin from elsewhere", "forged proxy header")) {
      kinds.add(new Kind(name, Optional.empty()));
    }
    for (var name : List.of("proxy user", "account user")) {
      kinds.add(new Kind(name, Optional.of(Scope.READ)));
    }
    for (var name : List.of("bootstrap", "proxy admin", "account admin")) {
      kinds.add(new Kind(name, Optional.of(Scope.ADMIN)));
    }
    Arrays.stream(Scope.values()).forEach(s -> kinds.add(new Kind(s.word(), Optional.of(s))));
    return kinds.stream()
        .flatMap(kind -> RouteTable.ROUTES.stream().map(route -> Arguments.of(kind, route)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void whoLacksTheScopeIsRefused(Kind kind, Route route) throws IOException {
    var path = route.template().replaceAll("\\{\\w+}", "x");
    try (var http = new RawHttp(RestAssured.port, kind.address())) {
      http.head(
          route.method() + " " + path + " HTTP/1.1",
          "Host: 127.0.0.1",
          kind.header(),
          "Content-Length: 999999999999");

      int status = http.answer().status();

      if (kind.may(route)) {
        assertThat(status).isEqualTo(ADMITTED);
      } else {
        // Wrong tokens of one address are slowed down after some.
        assertThat(status).isIn(kind.refusal(route), 429);
      }
    }
  }
}
