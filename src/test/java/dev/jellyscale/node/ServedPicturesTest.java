package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures over HTTP, as an existing plugin sends them, on the packaged node. */
class ServedPicturesTest {
  private static final String TOKEN = "a-token-for-tests-of-pictures";
  private static final int HUNDRED_NITS_IN_PQ = 33_297;

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.start(folder, Map.of("API_TOKEN", TOKEN, "DEFAULT_MODEL", "fsrcnn-x2"));
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static SpoolFolder spool() {
    return new SpoolFolder(folder);
  }

  @Test
  void aPictureBecomesAPngOfTheModelsScale() throws Exception {
    var reply = caller.file("/upscale", TestPictures.picture("png", 40, 30), "scale=4");

    assertThat(reply.status()).as(reply.head()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("image/png");
    var picture = TestPictures.read(reply.body());
    assertThat(picture.getWidth()).isEqualTo(80);
    assertThat(picture.getHeight()).isEqualTo(60);
    spool().assertOnlyAFewSmallFilesStay();
  }

  @Test
  void aFrameBecomesAJpegWhateverItsTypeSays() throws Exception {
    for (var format : new String[] {"jpeg", "png"}) {
      var reply = caller.raw("/upscale-frame", TestPictures.picture(format, 64, 36));

      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.header("content-type")).isEqualTo("image/jpeg");
      assertThat(TestPictures.read(reply.body()).getWidth()).isEqualTo(128);
    }
    spool().assertOnlyAFewSmallFilesStay();
  }

  @Test
  void aHundredNitsStayAHundredNits() throws Exception {
    var reply =
        caller.file("/upscale-hdr", TestPictures.deep(32, 24, HUNDRED_NITS_IN_PQ), "scale=2");

    assertThat(reply.status()).as(reply.head()).isEqualTo(200);
    var picture = TestPictures.read(reply.body());
    assertThat(picture.getWidth()).isEqualTo(64);
    assertThat(picture.getSampleModel().getSampleSize(0)).isEqualTo(16);
    int code = picture.getRaster().getSample(32, 24, 1);
    assertThat(nits(code))
        .isBetween(nits(HUNDRED_NITS_IN_PQ) * 0.99, nits(HUNDRED_NITS_IN_PQ) * 1.01);
    assertThat(caller.file("/upscale-hdr", TestPictures.picture("png", 32, 24)).status())
        .isEqualTo(413);
  }

  /** Light of a code of SMPTE ST 2084 in 16 bits. */
  private static double nits(int code) {
    double power = Math.pow(code / 65_535.0, 1 / 78.84375);
    double light = Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power);
    return 10_000 * Math.pow(light, 1 / 0.1593017578125);
  }

  @Test
  void severalFramesAtOnceAreNotTaken() throws Exception {
    var reply = caller.file("/upscale-video-chunk", TestPictures.picture("png", 8, 8));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("detail").asText()).contains("input_frames");
  }

  @Test
  void theModelIsMeasured() throws Exception {
    var usual = caller.get("/benchmark");
    var frame = caller.get("/benchmark-frame?width=10&height=100000");

    assertThat(usual.status()).as(usual.text()).isEqualTo(200);
    assertThat(usual.json().get("fps").asDouble()).isPositive();
    assertThat(usual.json().get("avg_time_ms").isNumber()).isTrue();
    assertThat(usual.json().get("output_size").asText()).isEqualTo("1280x720");
    assertThat(usual.json().get("model").asText()).isEqualTo("swift-x2");
    assertThat(frame.json().get("capture_width").asInt()).isEqualTo(64);
    assertThat(frame.json().get("capture_height").asInt()).isEqualTo(1080);
    assertThat(caller.get("/benchmark-frame?width=x").status()).isEqualTo(422);
  }

  @Test
  void whatWasMeasuredIsRecommended() throws Exception {
    assertThat(caller.get("/benchmark").status()).isEqualTo(200);

    // An answer from before is kept for some seconds.
    long deadline = System.nanoTime() + 20_000_000_000L;
    var reason = "";
    while (!reason.contains("frames per second") && System.nanoTime() < deadline) {
      var answer = caller.get("/recommend").json();
      reason = answer.get("reason").asText();
      assertThat(answer.get("recommended_model").asText()).isEqualTo("swift-x2");
    }
    assertThat(reason).contains("swift-x2 enlarges 2 times", "frames per second");
  }

  @Test
  void aFrameThatCannotBeMadeLeavesNoFile() throws Exception {
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36)).status())
        .isEqualTo(200);
    var before = spool().files();

    for (var bad : List.of(TestPictures.truncated(), TestPictures.hugeHeader(), new byte[9])) {
      assertThat(caller.raw("/upscale-frame", bad).status()).isBetween(400, 413);
    }

    spool().awaitNothingNew(before);
  }

  @Test
  void aSmallFrameBehindALargeOneIsItself() throws Exception {
    var frames = List.of(TestPictures.picture("png", 320, 200), TestPictures.picture("png", 8, 6));
    var widths = List.of(640, 16);

    for (int i = 0; i < 4; i++) {
      var reply = caller.raw("/upscale-frame", frames.get(i % 2));

      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.header("content-length")).isEqualTo("" + reply.body().length);
      assertThat(TestPictures.read(reply.body()).getWidth()).isEqualTo(widths.get(i % 2));
    }
  }

  @Test
  void whatNobodyWaitsForIsGivenUp() throws Exception {
    var large = TestPictures.picture("png", 2400, 1800);
    var before = spool().files();
    for (int i = 0; i < 4; i++) {
      try (var socket = new Socket(node.service().getHost(), node.service().getPort())) {
        var out = socket.getOutputStream();
        var body = Caller.form(large);
        var head =
            caller.head(
                "POST",
                "/upscale",
                "Content-Type: multipart/form-data; boundary=b-0-x\r\nContent-Length: "
                    + body.length
                    + "\r\n");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
      }
    }

    spool().awaitNothingNew(before);
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("jpeg", 64, 36)).status())
        .isEqualTo(200);
  }

  @Test
  void withoutAModelThereAreNoPictures(@TempDir Path other) throws Exception {
    try (var open = RunningNode.start(other, Map.of("API_TOKEN", "disable"))) {
      var nobody = new Caller(open.service(), "");
      for (var path : new String[] {"/upscale", "/upscale-hdr", "/upscale-video-chunk"}) {
        var reply = nobody.file(path, TestPictures.picture("png", 8, 8));
        assertThat(reply.status()).as(path).isEqualTo(400);
        assertThat(reply.json().get("detail").asText()).contains("model");
      }
      var frame = nobody.raw("/upscale-frame", TestPictures.picture("png", 8, 8));
      assertThat(frame.status()).isEqualTo(400);
      assertThat(nobody.get("/benchmark").status()).isEqualTo(400);
      assertThat(nobody.encoded("/upscale", "").status()).isEqualTo(422);
    }
  }
}
