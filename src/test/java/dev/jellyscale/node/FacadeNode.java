package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * A packaged node with a folder of videos beside a fake Jellyfin, which calls that folder {@code
 * /library}. Its queue is paused, so that jobs stay where they are.
 */
record FacadeNode(JobNodes node, FakeJellyfin jellyfin, FakeLibrary films, FakeUser admin)
    implements AutoCloseable {
  private static final int MOST_TRIES = 50;
  private static final int BETWEEN_TRIES_NANOS = 100_000_000;

  /** Jobs that may wait. */
  static final int QUEUE_SIZE = 40;

  /** Jobs that each user may ask for. */
  static final int QUOTA = 2;

  /** Starts a node and its Jellyfin. */
  static FacadeNode start(Path folder) throws IOException {
    var jellyfin = FakeJellyfin.of(FakeJellyfin.Release.V12_0);
    var films = jellyfin.world().add(new FakeLibrary("Films", "movies"));
    jellyfin.world().add(new FakeLibrary("Mixed", null));
    var admin = jellyfin.world().add(FakeUser.admin("admin"));
    var settings =
        Map.of(
            "JELLYSCALE_JELLYFIN_URL",
            jellyfin.url(),
            "JELLYSCALE_JELLYFIN_KEY",
            FakeWorld.SERVICE_KEY,
            "JELLYSCALE_JELLYFIN_PATHS",
            "/library=media",
            "JELLYSCALE_USER_QUOTA",
            Integer.toString(QUOTA),
            "JELLYSCALE_QUEUE_SIZE",
            Integer.toString(QUEUE_SIZE),
            "JELLYSCALE_PUBLIC_URL",
            "https://upscaler.example.org/beside/",
            "DEFAULT_MODEL",
            "bicubic-x2");
    var started = new FacadeNode(JobNodes.start(folder, settings), jellyfin, films, admin);
    assertThat(names(started.post(admin, "queue/pause").json()))
        .containsExactlyInAnyOrder("success", "paused");
    return started;
  }

  /** A film that is there, with a file of its own. */
  FakeItem film(String name) throws IOException {
    var media = node.folder().resolve("media/films");
    Files.copy(media.resolve("a.mkv"), media.resolve(name + ".mkv"));
    var library = films.id();
    return jellyfin.world().add(FakeItem.movie(library, name, "/library/films/" + name + ".mkv"));
  }

  /** Gives an item a picture, as {@code Primary/0}. */
  void image(FakeItem item, String name, byte[] bytes) {
    jellyfin.world().image(item.id() + "/" + name, bytes);
  }

  FakeUser user(FakeUser user) {
    return jellyfin.world().add(user);
  }

  Caller.Reply get(FakeUser user, String path) throws IOException {
    return send("GET", user.token(), path, "");
  }

  Caller.Reply post(FakeUser user, String path) throws IOException {
    return send("POST", user.token(), path, "");
  }

  Caller.Reply post(FakeUser user, String path, String json) throws IOException {
    return send("POST", user.token(), path, json);
  }

  Caller.Reply send(String method, String token, String path, String json) throws IOException {
    var headers =
        "Authorization: MediaBrowser Client=\"test\", Token=\"%s\"\r\n".formatted(token)
            + (json.isEmpty() ? "" : "Content-Type: application/json\r\n");
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return node.caller().send(method, "/Upscaler/" + path, headers, bytes);
  }

  /** Names of an object's members. */
  static TreeSet<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** An answer that succeeded. */
  static JsonNode good(Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @Override
  public void close() {
    jellyfin.close();
    try {
      node.node().kill();
      remove(node.folder());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Renderers end behind their node, and may write until then. */
  private static void remove(Path folder) {
    for (int tries = 0; tries < MOST_TRIES && Files.exists(folder); tries++) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException _) {
        LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
      }
    }
  }
}
