package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route that takes pictures or models against every bad body: the caller is told what is
 * wrong, nothing is written, and memory stays what it was.
 */
class BadInputTest {
  private static final String TOKEN = "a-token-for-tests-of-bad-input";
  private static final String FORM = "Content-Type: multipart/form-data; boundary=b-0-x\r\n";
  private static final String ENCODED = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final int TOO_MUCH = (50 << 20) + 1;

  /** Bodies of hundreds of megabytes go through a heap of 192 MiB. */
  private static final long GROWTH_KIB = 320 << 10;

  private static final List<String> PICTURES =
      List.of("/upscale", "/upscale-hdr", "/upscale-frame", "/upscale-video-chunk");

  private static final List<String> MODELS =
      List.of(
          "/models/download",
          "/models/download-async",
          "/models/load",
          "/models/upload",
          "/models/import-from-catalog",
          "/models/import-async");

  private static final List<String> IDS =
      List.of(
          "..",
          "../x",
          "a/b",
          "%2e%2e",
          "%2e%2e%2fx",
          "a%00b",
          "%00",
          "a".repeat(65),
          "%c3%28",
          "%",
          "a b");

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var settings =
        Map.of("API_TOKEN", TOKEN, "DEFAULT_MODEL", "bicubic-x2", "JAVA_TOOL_OPTIONS", "-Xmx192m");
    node = RunningNode.start(folder, settings);
    caller = new Caller(node.service(), TOKEN);
    // A renderer that starts unpacks its libraries into the work directory.
    caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36));
  }

  @AfterAll
  static void end() {
    node.close();
  }

  /** Headers, and the body that goes with them. */
  private record Body(String headers, byte[] bytes) {}

  private static Body of(String headers, String text) {
    return new Body(headers, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Map<String, Body> bodies() throws IOException {
    var bad = new LinkedHashMap<String, Body>();
    bad.put("nothing", of("", ""));
    bad.put("an empty form", of(FORM, ""));
    bad.put("a form that ends at once", of(FORM, "--b-0-x--\r\n"));
    bad.put("a form without boundary", of("Content-Type: multipart/form-data\r\n", "--b-0-x\r\n"));
    bad.put("half a boundary", of("Content-Type: multipart/form-data; boundary=\"b\r\n", "--b"));
    bad.put("a form that breaks off", of(FORM, "--b-0-x\r\nContent-Disposition: form-data; na"));
    bad.put("a part without name", of(FORM, "--b-0-x\r\nX: y\r\n\r\nz\r\n--b-0-x--\r\n"));
    bad.put("bad escapes", of(ENCODED, "model_name=%zz&file=%"));
    bad.put("text", of("Content-Type: text/plain\r\n", "model_name=swift-x2"));
    bad.put("no type that exists", of("Content-Type: ;;;=/\r\n", "garbage"));
    bad.put("two types", of("Content-Type: a/b\r\nContent-Type: c/d\r\n", "garbage"));
    bad.put("broken JSON", of("Content-Type: application/json\r\n", "{\"id\":"));
    bad.put("deep JSON", of("Content-Type: application/json\r\n", "[".repeat(50_000)));
    for (var picture :
        Map.of(
                "half a JPEG", TestPictures.truncated(),
                "a huge PNG header", TestPictures.hugeHeader(),
                "an animated WebP", TestPictures.animated(),
                "an empty file", new byte[0],
                "a file of zeros", new byte[5000])
            .entrySet()) {
      bad.put(picture.getKey(), new Body("", picture.getValue()));
      var form = Caller.form(picture.getValue(), "model_name=clean");
      bad.put(picture.getKey() + " in a form", new Body(FORM, form));
    }
    return bad;
  }

  private static Set<String> files() throws IOException {
    var names = new TreeSet<String>();
    try (var all = Files.walk(folder)) {
      all.map(path -> folder.relativize(path).toString()).forEach(names::add);
    }
    names.removeIf(name -> name.endsWith("-journal"));
    return names;
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRefused(String what, Caller.Reply reply) throws IOException {
    assertThat(reply.status()).as("%s: %s", what, reply.text()).isBetween(400, 499);
    assertThat(reply.json().has("detail")).as(what).isTrue();
    assertThat(reply.text()).as(what).doesNotContain(folder.toString());
  }

  /** Whether a body is no fault at all on a route. */
  private static boolean isFine(String path, String body) {
    return path.equals("/models/upload") && body.isEmpty();
  }

  @Test
  void noBadBodyIsAFaultOfTheNode() throws Exception {
    var before = files();
    long resident = residentKib();
    var paths = new TreeSet<String>(PICTURES);
    paths.addAll(MODELS);

    for (var path : paths) {
      for (var bad : bodies().entrySet()) {
        var body = bad.getValue();
        if (!isFine(path, bad.getKey())) {
          assertRefused(
              path + " with " + bad.getKey(),
              caller.send("POST", path, body.headers(), body.bytes()));
        }
      }
    }

    assertThat(files()).isEqualTo(before);
    assertThat(residentKib()).isLessThan(resident + GROWTH_KIB);
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36)).status())
        .isEqualTo(200);
  }

  private static void stream(OutputStream out, long most) throws IOException {
    var chunk = new byte[64 << 10];
    var size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (long sent = 0; sent < most; sent += chunk.length) {
      out.write(size);
      out.write(chunk);
      out.write('\r');
      out.write('\n');
    }
    out.flush();
  }

  @Test
  void nobodySendsMoreThanIsTaken() throws Exception {
    var before = files();
    long resident = residentKib();

    for (var path : PICTURES) {
      var length = caller.head("POST", path, FORM + "Content-Length: " + TOO_MUCH + "\r\n");
      assertThat(caller.exchange(length, out -> out.write(new byte[TOO_MUCH])).status())
          .as(path)
          .isIn(400, 413);
      var chunked = caller.head("POST", path, FORM + "Transfer-Encoding: chunked\r\n");
      assertThat(caller.exchange(chunked, out -> stream(out, TOO_MUCH)).status())
          .as(path + " chunked")
          .isIn(400, 413);
      assertThat(caller.exchange(chunked, out -> stream(out, Long.MAX_VALUE)).status())
          .as(path + " endless")
          .isIn(400, 413);
    }

    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!files().equals(before) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(files()).isEqualTo(before);
    assertThat(residentKib()).isLessThan(resident + GROWTH_KIB);
  }

  @Test
  void noIdLeadsAnywhere() throws Exception {
    var before = files();

    for (var id : IDS) {
      assertRefused(id, caller.encoded("/models/download", "model_name=" + id));
      assertRefused(id, caller.encoded("/models/download-async", "model_name=" + id));
      assertRefused(id, caller.encoded("/models/load", "model_name=" + id));
      var json = "{\"id\":\"" + id.replace("%00", "\\u0000") + "\"}";
      assertRefused(id, caller.json("/models/import-async", json));
      assertRefused(id, caller.json("/models/import-from-catalog", json));
      var inPath = id.replace(" ", "%20");
      for (var path : List.of("/models/download-status/", "/models/import-status/")) {
        assertThat(caller.get(path + inPath).status()).as(path + id).isBetween(400, 499);
      }
      var path = "/models/upload/" + inPath;
      assertThat(caller.delete(path).status()).as(path).isBetween(400, 499);
    }

    assertThat(files()).isEqualTo(before);
  }
}
