package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.Requires;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fake server against Jellyfin's own client library, whose types know every field. */
class JellyfinSdkTest {
  private static final Path SOURCES = Path.of("src/test/js/jellyfin-sdk");
  private static final Path FOLDER = Path.of("target/jellyfin-sdk");
  private static final long MINUTES = 3;

  @BeforeAll
  static void install() throws Exception {
    Requires.program("node");
    Requires.program("npm");
    Files.createDirectories(FOLDER);
    for (var name : List.of("package.json", "package-lock.json", "driver.mjs")) {
      Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/@jellyfin/sdk/package.json"))) {
      var exit =
          run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
      Requires.that(exit.status == 0, "the packages of " + SOURCES + " (npm ci)");
    }
  }

  private record Exit(int status, String out) {}

  private static Exit run(String... command) throws IOException, InterruptedException {
    var out = Files.createTempFile("jellyfin-sdk", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Exit(-1, "");
      }
      return new Exit(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
    }
  }

  private static JsonNode driven(FakeJellyfin fake, FakeUser user) throws Exception {
    var exit = run("node", "driver.mjs", fake.url(), user.token(), FakeWorld.SERVICE_KEY);
    assertThat(exit.status).as(exit.out).isZero();
    return JsonMapper.builder().build().readTree(exit.out);
  }

  @ParameterizedTest
  @EnumSource
  void theClientLibraryFindsAServerThatItKnows(Release release) throws Exception {
    try (var fake = FakeJellyfin.of(release)) {
      var films = fake.world().add(new FakeLibrary("Films", "movies"));
      var ann = fake.world().add(FakeUser.admin("Ann"));
      var film = fake.world().add(FakeItem.movie(films.id(), "A", "/media/A.mkv").sized(720, 576));
      fake.world().add(FakeItem.movie(films.id(), "B", "/media/B.mkv"));
      fake.world().image(film.id() + "/Primary/0", new byte[] {1});
      fake.world()
          .sessions(
              FakeSession.idle(FakeUser.of("Idle")),
              FakeSession.playing(ann, film)
                  .transcodedBy("nvenc")
                  .pausedAt(Instant.parse("2026-11-22T06:00:00Z")));

      var found = driven(fake, ann);

      // Only the library's own release may have fields that another one has not.
      if (release == Release.V12_0) {
        assertThat(found.get("unknown")).isEmpty();
      } else {
        assertThat(found.get("unknown"))
            .extracting(JsonNode::textValue)
            .allMatch("session-info-dto.NowPlayingQueueFullItems"::equals);
      }
      assertThat(found.get("me").textValue()).isEqualTo("Ann");
      assertThat(found.get("administrator").booleanValue()).isTrue();
      assertThat(found.get("views").get(0).textValue()).isEqualTo("Films");
      assertThat(found.get("items").toString()).isEqualTo("[\"A\",\"B\"]");
      assertThat(found.get("path").textValue()).isEqualTo("/media/A.mkv");
      assertThat(found.get("width").intValue()).isEqualTo(720);
      assertThat(found.get("playing").intValue()).isEqualTo(1);
      assertThat(found.get("version").textValue()).isEqualTo(release.version());
      assertThat(found.get("images").get(0).textValue()).isEqualTo("Primary");
      assertThat(found.get("merged").intValue()).isEqualTo(204);
      assertThat(found.get("stranger").intValue()).isEqualTo(401);
      assertThat(fake.world().updates())
          .containsExactly(new FakeWorld.Update("/media/A.mkv", "Modified"));
      // A client that names itself renames the device of its token; we name nobody.
      assertThat(fake.world().device(ann)).isEqualTo("a \"device\"");
    }
  }
}
