package dev.jellyscale.container.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.auth.proxy.ProxySettings;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.PathMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What each example has to do, read from the files themselves. */
class ProxyExamplesTest {
  private static final Path FOLDER = Path.of("deploy/proxy");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*\\R");
  private static final Pattern NGINX_PLACE = Pattern.compile("location /(\\S*) \\{([^}]*)}");
  private static final List<String> IDENTITY =
      List.of("Remote-User", "Remote-Groups", "Remote-Name", "Remote-Email");

  private static String text(String file) {
    try {
      return COMMENT.matcher(Files.readString(FOLDER.resolve(file))).replaceAll("");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(String file) {
    return new ObjectMapper().valueToTree(new Yaml().<Map<String, Object>>load(text(file)));
  }

  private static Map<String, String> nginxPlaces() {
    var places = new HashMap<String, String>();
    NGINX_PLACE
        .matcher(text("nginx.conf"))
        .results()
        .forEach(place -> places.put(place.group(1), place.group(2)));
    return places;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  @Test
  void nginxRemovesIdentitiesWhereNobodySignsInAndReplacesThemWhereSomebodyDoes() {
    var facade = nginxPlaces().getOrDefault("Upscaler/", "");
    var own = nginxPlaces().getOrDefault("jellyscale/", "");

    for (var header : IDENTITY) {
      assertThat(facade).contains("proxy_set_header " + header + " \"\";");
      assertThat(own).contains("proxy_set_header " + header + " ");
    }
    assertThat(facade).contains("proxy_set_header X-Proxy-Secret \"\";");
    assertThat(own)
        .contains(
            "proxy_set_header Remote-User $auth_user;",
            "proxy_set_header Remote-Groups $auth_groups;",
            "proxy_set_header X-Proxy-Secret $jellyscale_secret;",
            "auth_request /internal/authelia;");
    assertThat(text("nginx.conf")).doesNotContain("$http_remote", "$proxy_add_x_forwarded_for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upscaler/", "jellyscale/"})
  void nginxBuffersNothingBoundsBodiesAndTellsTheTruthAboutTheClient(String place) {
    assertThat(nginxPlaces().getOrDefault(place, ""))
        .contains(
            "proxy_buffering off;",
            "proxy_request_buffering off;",
            "client_max_body_size ",
            "proxy_set_header X-Forwarded-For $remote_addr;",
            "proxy_set_header X-Forwarded-Proto $scheme;",
            "proxy_set_header X-Forwarded-Host $http_host;",
            "proxy_set_header X-Forwarded-Prefix ",
            "proxy_set_header Forwarded \"\";");
  }

  @Test
  void modelsAreUploadedOnJellyfinsOriginAndElsewhereThereOnlyPictures() {
    assertThat(nginxPlaces().getOrDefault("Upscaler/", "").replaceAll("\\s+", " "))
        .contains(
            "client_max_body_size 50m; ",
            "location = /Upscaler/models/upload-file { proxy_pass http://jellyscale;"
                + " client_max_body_size 500m;");
    assertThat(text("Caddyfile").replaceAll("\\s+", " "))
        .contains(
            "@models path /Upscaler/models/upload-file ",
            "@pictures not path /Upscaler/models/upload-file ",
            "request_body @models { max_size 500MiB }",
            "request_body @pictures { max_size 50MiB }");
    assertThat(RouteTable.find("POST", "/Upscaler/models/upload-file").map(Route::cap))
        .contains(BodyCap.MODEL);
    assertThat(BodyCap.MODEL.bytes(Map.of())).isEqualTo(500L << 20);
    assertThat(BodyCap.PICTURE.bytes(Map.of())).isEqualTo(50L << 20);
  }

  @Test
  void noLogHoldsTheQueriesOfAddresses() {
    var nginx = text("nginx.conf");
    assertThat(nginx).contains("access.log without_queries;").containsOnlyOnce("access_log ");
    var format = nginx.substring(nginx.indexOf("log_format"), nginx.indexOf("access_log "));
    assertThat(format)
        .contains("$request_method $uri")
        .doesNotContainPattern("\\$(request|request_uri|args|query_string|http_referer)\\b");

    var traefik = yaml("traefik/traefik.yaml").path("accessLog");
    assertThat(traefik.path("format").asText()).isEqualTo("json");
    for (var name : List.of("RequestPath", "RequestLine")) {
      assertThat(traefik.at("/fields/names/" + name).asText()).isEqualTo("drop");
    }
    assertThat(traefik.at("/fields/headers/defaultMode").asText()).isEqualTo("drop");

    var caddy = text("Caddyfile");
    assertThat(caddy).contains("request>uri query {", "delete ApiKey", "delete api_key");
    assertThat(caddy).containsOnlyOnce("log {");
  }

  /** A node that players reach has to know whose tokens they show. */
  private static void requireJellyfin(Map<String, String> environment) {
    var jellyfin = JellyfinSettings.of(environment).orElseThrow();
    assertThat(jellyfin.key()).isPresent();
    assertThat(jellyfin.paths()).isNotEqualTo(PathMap.NONE);
    assertThat(MediaRoots.of(environment).folders()).containsOnlyKeys("media", "output");
  }

  @Test
  void caddyRemovesIdentitiesBeforeItCopiesThem() {
    var file = text("Caddyfile");
    int begin = file.indexOf("(strip_identity)");
    var strip = file.substring(begin, file.indexOf("}", begin));

    for (var header : IDENTITY) {
      assertThat(strip).contains("request_header -" + header + "\n");
    }
    assertThat(strip).contains("-X-Proxy-Secret", "-X-Forwarded-Prefix");
    assertThat(file).doesNotContain("trusted_proxies");
    for (var place : List.of("/Upscaler/*", "/jellyscale/*")) {
      var route = file.substring(file.indexOf("route " + place + " {"));
      assertThat(route.lines().skip(1).findFirst().orElse("").strip())
          .isEqualTo("import strip_identity");
      assertThat(route).contains("flush_interval -1", "max_size");
    }
    var own = file.substring(file.indexOf("route /jellyscale/*"));
    assertThat(own.indexOf("import strip_identity")).isLessThan(own.indexOf("forward_auth"));
    assertThat(own)
        .contains(
            "header_up X-Proxy-Secret {env.JELLYSCALE_PROXY_SECRET}",
            "header_up X-Forwarded-Prefix /jellyscale");
  }

  @Test
  void traefikRemovesIdentitiesBeforeItCopiesThem() {
    var http = yaml("traefik/dynamic.yaml").path("http");
    var strip = http.at("/middlewares/strip-identity/headers/customRequestHeaders");

    for (var header :
        List.of("X-authentik-username", "X-authentik-groups", "X-Proxy-Secret", "Forwarded")) {
      assertThat(strip.path(header).isTextual()).as(header).isTrue();
      assertThat(strip.path(header).asText()).isEmpty();
    }
    assertThat(texts(http.at("/routers/facade/middlewares"))).containsExactly("strip-identity");
    assertThat(texts(http.at("/routers/jellyscale/middlewares")))
        .containsExactly("strip-identity", "authentik", "prove", "cut-path");
    assertThat(http.at("/middlewares/prove/headers/customRequestHeaders/X-Proxy-Secret").asText())
        .isEqualTo("{{ env \"JELLYSCALE_PROXY_SECRET\" }}");
    assertThat(
            http.at("/services/jellyscale/loadBalancer/responseForwarding/flushInterval").asText())
        .startsWith("-");
    assertThat(texts(http.at("/middlewares/cut-path/stripPrefix/prefixes")))
        .containsExactly("/jellyscale");
    assertThat(http.path("middlewares").toString()).doesNotContain("buffering");
  }

  @Test
  void everyMiddlewareAndServiceThatTraefiksRoutersNameIsThere() {
    var http = yaml("traefik/dynamic.yaml").path("http");

    for (var router : http.path("routers")) {
      assertThat(http.path("services").has(router.path("service").asText())).isTrue();
      for (var name : texts(router.path("middlewares"))) {
        assertThat(http.path("middlewares").has(name)).as(name).isTrue();
      }
      assertThat(yaml("traefik/traefik.yaml").path("certificatesResolvers"))
          .anyMatch(_ -> router.at("/tls/certResolver").asText().equals("letsencrypt"));
    }
    assertThat(
            yaml("traefik/traefik.yaml")
                .at("/entryPoints/websecure/forwardedHeaders/insecure")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void theNodeOfTheComposeFileTrustsTraefikAloneAndUnderstandsItsSettings(@TempDir Path folder)
      throws IOException {
    var services = yaml("traefik/compose.yaml").path("services");
    var node = services.path("jellyscale");
    var environment = new HashMap<String, String>();
    node.path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    assertThat(environment.get("JELLYSCALE_PROXY_SECRET_FILE"))
        .isEqualTo("/run/secrets/" + node.path("secrets").path(0).asText());
    environment.put(
        "JELLYSCALE_PROXY_SECRET_FILE",
        Files.writeString(folder.resolve("secret"), "0123456789abcdef").toString());
    assertThat(environment.get("JELLYSCALE_JELLYFIN_KEY_FILE"))
        .isEqualTo("/run/secrets/" + node.path("secrets").path(1).asText());
    assertThat(environment.get("JELLYSCALE_JELLYFIN_URL"))
        .isEqualTo(
            yaml("traefik/dynamic.yaml")
                .at("/http/services/jellyfin/loadBalancer/servers/0/url")
                .asText());
    assertThat(texts(node.path("volumes"))).contains("./media:/media:ro", "./output:/output");
    environment.put(
        "JELLYSCALE_JELLYFIN_KEY_FILE", environment.get("JELLYSCALE_PROXY_SECRET_FILE"));
    requireJellyfin(environment);

    var settings = ProxySettings.of(environment);
    var headers = settings.identity().orElseThrow();

    var traefik = services.at("/traefik/networks/front/ipv4_address").asText();
    assertThat(settings.trusted().trust(traefik)).isTrue();
    assertThat(settings.trusted().trust("172.30.5.1")).isFalse();
    assertThat(
            texts(
                yaml("traefik/dynamic.yaml")
                    .at("/http/middlewares/authentik/forwardAuth/authResponseHeaders")))
        .containsExactly(headers.user(), headers.groups());
    assertThat(headers.roles().separator()).isEqualTo('|');
    assertThat(node.has("ports")).isFalse();
    assertThat(node.path("read_only").asBoolean()).isTrue();
    assertThat(texts(node.path("cap_drop"))).containsExactly("ALL");
    assertThat(node.path("user").asText()).isEqualTo("1000:1000");
  }

  @Test
  void theSettingsThatTheFilesNameAreUnderstood(@TempDir Path folder) throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef").toString();
    for (var file : List.of("nginx.conf", "Caddyfile")) {
      var environment = new HashMap<String, String>();
      Pattern.compile("(?m)^#\\s+(JELLYSCALE_\\w+)=(\\S+)$")
          .matcher(Files.readString(FOLDER.resolve(file)))
          .results()
          .forEach(line -> environment.put(line.group(1), line.group(2)));
      environment.put("JELLYSCALE_PROXY_SECRET_FILE", secret);
      environment.put("JELLYSCALE_JELLYFIN_KEY_FILE", secret);
      requireJellyfin(environment);

      var settings = ProxySettings.of(environment);

      assertThat(settings.trusted().trust("127.0.0.1")).as(file).isTrue();
      assertThat(settings.identity().orElseThrow().roles().admins()).contains("admins");
    }
  }
}
