package dev.jellyscale.node;

import static dev.jellyscale.node.FacadeNode.good;
import static dev.jellyscale.node.FacadeNode.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin.Asked;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facade's routes about items, libraries, models for videos and filters. */
class FacadeItemsTest {
  private static final String NO_ID = "0123456789abcdef0123456789abcdef";

  @TempDir static Path folder;
  private static FacadeNode node;

  @BeforeAll
  static void start() throws IOException {
    node = FacadeNode.start(folder);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static FakeUser user(String name) {
    return node.user(FakeUser.of(name));
  }

  private static JsonNode processed(FakeUser user, FakeItem item) throws IOException {
    return good(node.post(user, "process/item/" + item.id()));
  }

  /** The routes that take an item. */
  private static List<String> itemRoutes(String id) {
    return List.of(
        "POST process/item/" + id,
        "GET compare/" + id,
        "POST upscale-images/" + id,
        "GET filter-preview/frame/" + id);
  }

  private static Caller.Reply ask(String token, String route) throws IOException {
    var words = route.split(" ", 2);
    return node.send(words[0], token, words[1], "");
  }

  @Test
  void librariesAreThoseOfTheCallerAndHoldNoPaths() throws IOException {
    var some = node.user(FakeUser.of("some").seeing(node.films().id()));

    var all = good(node.get(user("all"), "libraries"));
    var few = good(node.get(some, "libraries")).path("libraries");

    assertThat(names(all)).containsExactly("libraries");
    assertThat(all.path("libraries")).hasSize(2);
    assertThat(all.path("libraries").path(1).path("collectionType").isNull()).isTrue();
    assertThat(few).hasSize(1);
    assertThat(names(few.path(0)))
        .containsExactlyInAnyOrder("id", "name", "collectionType", "locations");
    assertThat(few.path(0).path("id").asText()).isEqualTo(node.films().id());
    assertThat(few.path(0).path("collectionType").asText()).isEqualTo("movies");
    assertThat(few.path(0).path("locations").isArray()).isTrue();
    assertThat(few.path(0).path("locations")).isEmpty();
  }

  @Test
  void modelForAVideoHasTheContractsNames() throws IOException {
    var path = "recommend-model?genres=Horror,Drama&width=720&height=576&isBatch=true";

    var answer = good(node.get(user("asks"), path));

    assertThat(names(answer))
        .containsExactlyInAnyOrder(
            "success",
            "recommended_model",
            "reason",
            "signals",
            "substituted_from",
            "substitution_reason",
            "recommended_scale",
            "output_size",
            "recommended_filter",
            "filter_reason",
            "input_frames",
            "auto_selection_enabled",
            "parameters");
    assertThat(answer.path("signals").isArray()).isTrue();
    assertThat(answer.path("recommended_filter").asText()).isEqualTo("drama");
    assertThat(answer.path("auto_selection_enabled").asBoolean()).isFalse();
    assertThat(good(node.get(user("asks"), "recommend-model")).path("recommended_scale").asInt())
        .isZero();
    var large = good(node.get(user("asks"), "recommend-model?width=3840&height=2160"));
    assertThat(large.path("recommended_model").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"width=-1", "height=99999", "width=x", "isBatch=perhaps"})
  void modelForWhatIsNoVideoIsRefused(String query) throws IOException {
    assertThat(node.get(user("odd"), "recommend-model?" + query).status()).isEqualTo(400);
  }

  @Test
  void filtersAreSetByAdministratorsAndReadByAll() throws IOException {
    var set =
        good(
            node.post(
                node.admin(),
                "filter-config",
                "{\"Enabled\":true,\"Preset\":\"custom\",\"Gamma\":50,\"FilmGrain\":7}"));
    var read = good(node.get(user("reads"), "filter-config"));

    assertThat(names(set)).containsExactlyInAnyOrder("success", "preset", "enabled");
    assertThat(names(read))
        .containsExactlyInAnyOrder(
            "enabled",
            "preset",
            "brightness",
            "contrast",
            "saturation",
            "gamma",
            "sharpness",
            "colorTemperature",
            "vignette",
            "filmGrain",
            "denoise",
            "availablePresets");
    assertThat(read.path("gamma").asDouble()).isEqualTo(10);
    assertThat(read.path("filmGrain").asInt()).isEqualTo(7);
    assertThat(node.node().folder().resolve("data/filters.json")).content().contains("\"custom\"");
    var unknown = node.post(node.admin(), "filter-config", "{\"Preset\":\"thermal\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(node.post(user("reads"), "filter-config", "{}").status()).isEqualTo(403);
  }

  @Test
  void previewTellsTheChainOfAPreset() throws IOException {
    var answer = good(node.post(node.admin(), "filter-preview?preset=black-and-white"));

    assertThat(names(answer))
        .containsExactlyInAnyOrder("enabled", "preset", "filterChain", "availablePresets");
    assertThat(answer.path("filterChain").asText()).isEqualTo("eq=saturation=0.0000");
    assertThat(node.post(node.admin(), "filter-preview?preset=thermal").status()).isEqualTo(400);
  }

  @Test
  void itemOfAUserBecomesAJobOnce() throws IOException {
    var ann = user("ann");
    var film = node.film("once");

    var first = processed(ann, film);
    var second = processed(ann, film);

    assertThat(names(first))
        .containsExactlyInAnyOrder("success", "itemId", "outputPath", "error", "jobId");
    assertThat(first.path("success").asBoolean()).isTrue();
    assertThat(first.path("itemId").asText()).isEqualTo(film.id());
    assertThat(first.path("outputPath").isNull()).isTrue();
    assertThat(second.path("jobId")).isEqualTo(first.path("jobId"));
    var asAdmin = node.post(node.admin(), "process/item/" + film.id());
    assertThat(asAdmin.status()).isEqualTo(409);
    assertThat(node.post(user("bea"), "process/item/" + film.id()).text())
        .doesNotContain("films", "output:", "media:", "/library");
  }

  @Test
  void administratorIsToldWhereTheFilmWillStand() throws IOException {
    var film = node.film("told");

    var answer = good(node.post(node.admin(), "process/item/" + film.id() + "?scale=2"));

    assertThat(answer.path("outputPath").asText()).isEqualTo("output:films/told.2x.mkv");
  }

  @Test
  void quotaOfAUserIsHeld() throws IOException {
    var greedy = user("greedy");
    processed(greedy, node.film("one"));
    processed(greedy, node.film("two"));
    var third = node.film("three");

    var refused = node.post(greedy, "process/item/" + third.id());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(86_000, 86_400);
    assertThat(refused.json().path("detail").asText()).contains("24 hours");
    assertThat(processed(user("modest"), third).path("success").asBoolean()).isTrue();
  }

  @Test
  void whatAUserMayNotSeeIsAbsentOnEveryRouteAndNobodyAsksByOurKey() throws IOException {
    var rated = node.jellyfin().world().add(node.film("rated").rated(18));
    var tagged = node.jellyfin().world().add(node.film("tagged").tagged("secret"));
    var child = node.user(FakeUser.of("child").upTo(6).without("secret"));
    var blind = node.user(FakeUser.of("blind").seeing(NO_ID));
    long before = byOurKey();

    var absent = node.post(child, "process/item/" + NO_ID);

    assertThat(absent.status()).isEqualTo(404);
    for (var hidden : List.of(rated, tagged)) {
      var reply = node.post(child, "process/item/" + hidden.id());
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo(absent.text());
    }
    assertThat(node.post(blind, "process/item/" + tagged.id()).text()).isEqualTo(absent.text());
    // The other routes are for administrators, who ask as somebody by an API key.
    var key = node.jellyfin().world().addKey("a-key-of-somebody-else").value();
    for (var route : itemRoutes(rated.id())) {
      var reply = ask(key, route + "?userId=" + child.id());
      assertThat(reply.status()).as(route).isEqualTo(404);
    }
    assertThat(byOurKey()).isEqualTo(before);
  }

  private static long byOurKey() {
    return node.jellyfin().asked().stream().filter(FacadeItemsTest::isByOurKey).count();
  }

  private static boolean isByOurKey(Asked asked) {
    return asked.headers().getOrDefault("authorization", "").contains(FakeWorld.SERVICE_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0123456789abcdef0123456789abcde", "..%2F..%2Fetc", "%00"})
  void malformedIdIsRefusedBeforeAnybodyIsAsked(String id) throws IOException {
    long before = aboutItems();
    for (var route : itemRoutes(id)) {
      assertThat(ask(node.admin().token(), route).status()).as(route).isIn(400, 404);
    }
    assertThat(node.post(node.admin(), "process/item/x").status()).isEqualTo(400);
    assertThat(aboutItems()).isEqualTo(before);
  }

  private static long aboutItems() {
    return node.jellyfin().asked().stream().filter(one -> one.path().startsWith("/Items")).count();
  }

  @Test
  void callersWithoutAUserNameOne() throws IOException {
    var key = node.jellyfin().world().addKey("a-key-of-a-script").value();
    var film = node.film("by-key");
    var path = "process/item/" + film.id();

    assertThat(ask(key, "POST " + path).status()).isEqualTo(400);
    assertThat(ask(key, "POST " + path + "?userId=x").status()).isEqualTo(400);
    assertThat(ask(key, "GET libraries").status()).isEqualTo(400);
    var seen = good(ask(key, "GET libraries?userId=" + user("seen").id()));
    assertThat(seen.path("libraries")).hasSize(2);
    var made = good(ask(key, "POST " + path + "?userId=" + user("seen").id()));
    assertThat(made.path("outputPath").asText()).startsWith("output:");
  }

  @Test
  void fileThatIsNotMappedIsToldWithoutItsPath() throws IOException {
    var library = node.films().id();
    var film = node.jellyfin().world().add(FakeItem.movie(library, "X", "/nobody/knows/x.mkv"));

    var reply = node.post(user("unlucky"), "process/item/" + film.id());

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text()).doesNotContain("nobody/knows", "x.mkv");
  }

  @Test
  void posterIsComparedWithWhatTheModelMakesOfIt() throws IOException {
    var film = node.film("compared");
    node.image(film, "Primary/0", TestPictures.picture("png", 32, 48));

    var answer = good(node.get(node.admin(), "compare/" + film.id() + "?model=bicubic-x2&scale=2"));

    assertThat(names(answer))
        .containsExactlyInAnyOrder(
            "itemId", "model", "scale", "originalBase64", "upscaledBase64", "timestamp");
    assertThat(answer.path("model").asText()).isEqualTo("bicubic-x2");
    var larger = TestPictures.read(picture(answer.path("upscaledBase64").asText()));
    assertThat(larger.getWidth()).isEqualTo(64);
    assertThat(larger.getHeight()).isEqualTo(96);
    assertThat(picture(answer.path("originalBase64").asText()))
        .isEqualTo(TestPictures.picture("png", 32, 48));
    var odd = node.get(node.admin(), "compare/" + film.id() + "?model=bicubic-x2&scale=3");
    assertThat(odd.status()).isEqualTo(400);
    var bare = node.get(node.admin(), "compare/" + node.film("without-poster").id());
    assertThat(bare.status()).isEqualTo(404);
  }

  private static byte[] picture(String url) {
    var begin = "data:image/png;base64,";
    assertThat(url).startsWith(begin);
    return Base64.getDecoder().decode(url.substring(begin.length()));
  }

  @Test
  void postersAndBackdropsGrowInTheirPlaces() throws IOException {
    var film = node.film("pictured");
    node.image(film, "Primary/0", TestPictures.picture("png", 20, 30));
    node.image(film, "Backdrop/0", TestPictures.picture("png", 40, 20));
    node.image(film, "Backdrop/1", "no picture".getBytes(StandardCharsets.UTF_8));
    node.image(film, "Backdrop/2", TestPictures.picture("png", 44, 22));
    var path = "upscale-images/" + film.id();

    var formula = node.post(node.admin(), path + "?model=bicubic-x2");
    var answer = good(node.post(node.admin(), path + "?model=swift-x2&scale=2"));

    assertThat(formula.status()).isEqualTo(400);
    assertThat(names(answer))
        .containsExactlyInAnyOrder(
            "success",
            "item_id",
            "item_name",
            "model",
            "scale",
            "total_processed",
            "success_count",
            "fail_count",
            "results");
    assertThat(answer.path("success_count").asInt()).isEqualTo(3);
    assertThat(answer.path("fail_count").asInt()).isEqualTo(1);
    assertThat(names(answer.path("results").path(0)))
        .containsExactlyInAnyOrder(
            "type",
            "index",
            "original",
            "upscaled",
            "original_size",
            "upscaled_size",
            "success",
            "error");
    assertThat(width(film, "Primary/0")).isEqualTo(40);
    assertThat(image(film, "Backdrop/0")).asString().isEqualTo("no picture");
    assertThat(width(film, "Backdrop/1")).isEqualTo(80);
    assertThat(width(film, "Backdrop/2")).isEqualTo(88);
    assertThat(node.jellyfin().world().image(film.id() + "/Backdrop/3")).isEmpty();
    assertThat(node.post(node.admin(), path + "?imageTypes=Logo").status()).isEqualTo(400);
  }

  private static byte[] image(FakeItem film, String name) {
    return node.jellyfin().world().image(film.id() + "/" + name).orElseThrow();
  }

  private static int width(FakeItem film, String name) throws IOException {
    return TestPictures.read(image(film, name)).getWidth();
  }

  @Test
  void frameOfAnItemIsShownAsItIsAndFiltered() throws IOException {
    var film = node.film("framed");
    var path = "filter-preview/frame/" + film.id();

    var answer = good(node.get(node.admin(), path + "?preset=black-and-white"));

    assertThat(names(answer))
        .containsExactlyInAnyOrder(
            "itemId", "preset", "filterChain", "originalBase64", "filteredBase64", "timestamp");
    assertThat(answer.path("filterChain").asText()).isEqualTo("eq=saturation=0.0000");
    var plain = TestPictures.read(picture(answer.path("originalBase64").asText()));
    var filtered = TestPictures.read(picture(answer.path("filteredBase64").asText()));
    assertThat(filtered.getWidth()).isEqualTo(plain.getWidth());
    assertThat(mostColour(filtered)).isLessThan(8).isLessThan(mostColour(plain));
    assertThat(node.get(node.admin(), path + "?preset=thermal").status()).isEqualTo(400);
  }

  /** The largest distance of red and blue in any pixel. */
  private static int mostColour(BufferedImage image) {
    int most = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        most = Math.max(most, Math.abs((rgb >> 16 & 255) - (rgb & 255)));
      }
    }
    return most;
  }
}
