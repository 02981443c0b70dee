package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged node whose settings say what bodies it takes and how long; its token is in a file. */
class SlowBodyTest {
  private static final String TOKEN = "a-token-that-is-in-a-file";
  private static final int PICTURE_BYTES = 100_000;
  private static final int MODEL_BYTES = 200_000;

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    node =
        RunningNode.start(
            folder,
            Map.of(
                "API_TOKEN_FILE", file.toString(),
                "DEFAULT_MODEL", "bicubic-x2",
                "JELLYSCALE_BODY_PATIENCE", "PT1S",
                "MAX_UPLOAD_BYTES", Integer.toString(PICTURE_BYTES),
                "MAX_MODEL_UPLOAD_BYTES", Integer.toString(MODEL_BYTES)));
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @Test
  void theTokenOfTheFileIsTheToken() throws Exception {
    assertThat(caller.get("/status").status()).isEqualTo(200);
    assertThat(new Caller(node.service(), "another").get("/status").status()).isEqualTo(403);
    assertThat(caller.get("/auth/tokens").json().get("bootstrap_env").asBoolean()).isTrue();
    assertThat(folder.resolve("data/secrets/bootstrap-token")).doesNotExist();
    assertThat(caller.get("/logs/recent").text()).doesNotContain(TOKEN);
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
    for (var path : new String[] {"/upscale", "/upscale-frame", "/models/load", "/models/upload"}) {
      var length = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100\r\n";

      var reply = caller.exchange(caller.head("POST", path, length), SlowBodyTest::begin);

      assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(408);
      assertThat(reply.json().get("detail").asText()).contains("in time");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("png", 8, 8)).status())
        .isEqualTo(200);
  }

  private static void begin(OutputStream out) throws IOException {
    out.write("--b".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void whatIsLargerThanTheSettingsSayIsRefused() throws Exception {
    for (var path : new String[] {"/upscale", "/upscale-hdr"}) {
      assertThat(caller.file(path, new byte[PICTURE_BYTES]).status()).as(path).isEqualTo(413);
    }
    assertThat(caller.raw("/upscale-frame", new byte[PICTURE_BYTES + 1]).status()).isEqualTo(413);
    assertThat(caller.raw("/upscale-frame", new byte[PICTURE_BYTES]).status()).isEqualTo(400);
    var tooLarge = caller.file("/models/upload", new byte[MODEL_BYTES], "model_name=mine");
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.json().get("detail").asText()).contains(Integer.toString(MODEL_BYTES));
    var garbage = caller.file("/models/upload", new byte[PICTURE_BYTES + 1], "model_name=mine");
    assertThat(garbage.status()).isEqualTo(400);
  }
}
