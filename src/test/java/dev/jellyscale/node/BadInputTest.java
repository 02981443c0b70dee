package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  private static final int ROUNDS = 4;

  /**
   * What may grow in the second half of the rounds, which is some 350 requests and 1 GB of bodies.
   * Measured: 0.1 MB of live objects, which are entries of the log, and 0.1 MB of the process.
   */
  private static final long LEAK_BYTES = 1 << 19;

  private static final long GROWTH_KIB = 8 << 10;

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
        Map.of("API_TOKEN", TOKEN, "DEFAULT_MODEL", "bicubic-x2", RunningNode.HEAP, "192m");
    node = RunningNode.start(folder, settings);
    caller = new Caller(node.service(), TOKEN);
    // A renderer that starts unpacks its libraries into the work directory.
    caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36));
  }

  @AfterAll
  static void end() throws InterruptedException {
    long begun = System.nanoTime();
    node.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("time that a node takes to end which has answered everybody")
        .isLessThan(Duration.ofSeconds(5));
  }

  /** What the node takes after a round. */
  private record Memory(long residentKib, long liveBytes) {}

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
    names.removeIf(name -> name.endsWith("-journal") || SpoolFolder.contains(name));
    return names;
  }

  /** Bytes of objects that are in use, found by a collection. */
  private static long liveBytes() throws IOException, InterruptedException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var asked =
        new ProcessBuilder(program, Long.toString(node.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(said).isZero();
    return said.lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
        .findFirst()
        .orElseThrow();
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
    var spooled = new SpoolFolder(folder).files();

    sendBadBodies();

    assertThat(files()).isEqualTo(before);
    new SpoolFolder(folder).awaitNothingNew(spooled);
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36)).status())
        .isEqualTo(200);
  }

  private static void sendBadBodies() throws IOException {
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
  }

  /** What grows with the number of requests is a leak; what is loaded once is none. */
  @Test
  void manyBadBodiesLeaveNoMemoryBehind() throws Exception {
    var readings = new ArrayList<Memory>();
    for (int round = 0; round < ROUNDS; round++) {
      sendBadBodies();
      sendTooMuch();
      readings.add(new Memory(residentKib(), liveBytes()));
    }

    var middle = readings.get(ROUNDS / 2 - 1);
    var end = readings.getLast();
    assertThat(end.liveBytes()).as("%s", readings).isLessThan(middle.liveBytes() + LEAK_BYTES);
    assertThat(end.residentKib()).as("%s", readings).isLessThan(middle.residentKib() + GROWTH_KIB);
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
    var spooled = new SpoolFolder(folder).files();

    sendTooMuch();

    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!files().equals(before) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(files()).isEqualTo(before);
    new SpoolFolder(folder).awaitNothingNew(spooled);
  }

  private static void sendTooMuch() throws IOException {
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
