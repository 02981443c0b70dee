package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks of the contract's last section that need a whole node: who may do what, and the bounds.
 */
class ContractAccessTest {
  private static final String DOWNLOAD = "/models/download";
  private static final String MODEL = "model_name=lapsrn-x8";
  private static final String ENCODED = "Content-Type: application/x-www-form-urlencoded\r\n";

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.start(folder, Map.of("API_TOKEN", "secret", "MAX_UPLOAD_BYTES", "100000"));
    caller = new Caller(node.service(), "secret");
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static Caller.Reply anonymous(String method, String path, String form)
      throws IOException {
    var head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, node.service().getAuthority(), ENCODED, form.length());
    return caller.exchange(head, form.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void healthNeedsNoTokenAndIsNeverAFault() throws Exception {
    for (int i = 0; i < 3; i++) {
      var reply = anonymous("GET", "/health", "");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("status").isTextual()).isTrue();
    }
  }

  @Test
  void downloadsAndPicturesNeedTheRightToken() throws Exception {
    var wrong = new Caller(node.service(), "wrong");
    for (var path : new String[] {DOWNLOAD, "/models/download-async", "/models/load"}) {
      assertThat(wrong.encoded(path, MODEL).status()).as(path).isEqualTo(403);
      assertThat(anonymous("POST", path, MODEL).status()).as(path).isEqualTo(403);
      assertThat(caller.encoded(path, MODEL).status()).as(path).isEqualTo(400);
    }
    for (var path : new String[] {"/upscale", "/upscale-frame", "/upscale-video-chunk"}) {
      assertThat(anonymous("POST", path, "x=y").status()).as(path).isEqualTo(403);
    }
    assertThat(anonymous("POST", DOWNLOAD, MODEL).json().get("detail").isTextual()).isTrue();
  }

  @Test
  void aManagedTokenDownloadsUntilItIsRevoked() throws Exception {
    var made = caller.encoded("/auth/tokens", "name=Living room").json();
    var id = made.at("/info/id").asText();
    var guest = new Caller(node.service(), made.get("token").asText());
    assertThat(made.get("token").asText()).startsWith("upsk_");

    assertThat(guest.encoded(DOWNLOAD, "model_name=swift-x2").status()).isEqualTo(200);
    var revoked = caller.delete("/auth/tokens/" + id);
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.json().get("revoked").asBoolean()).isTrue();
    assertThat(revoked.json().get("id").asText()).isEqualTo(id);
    assertThat(guest.encoded(DOWNLOAD, "model_name=swift-x2").status()).isEqualTo(403);
    assertThat(caller.delete("/auth/tokens/" + id).status()).isEqualTo(404);
  }

  @Test
  void withoutAnyCredentialTokensAreNobodys() throws Exception {
    assertThat(anonymous("GET", "/auth/tokens", "").status()).isEqualTo(403);
    assertThat(anonymous("POST", "/auth/tokens", "name=x").status()).isEqualTo(403);
    assertThat(anonymous("DELETE", "/auth/tokens/x", "").status()).isEqualTo(403);
  }

  @Test
  void whereNothingIsConfiguredNobodyDownloads(@TempDir Path other) throws Exception {
    try (var fresh = RunningNode.start(other, Map.of())) {
      var generated = Files.readString(other.resolve("data/secrets/bootstrap-token")).strip();

      assertThat(new Caller(fresh.service(), "").encoded(DOWNLOAD, MODEL).status()).isEqualTo(403);
      assertThat(new Caller(fresh.service(), generated).encoded(DOWNLOAD, MODEL).status())
          .isEqualTo(400);
    }
  }

  @Test
  void theOpenDoorLetsEverybodyDownload(@TempDir Path other) throws Exception {
    try (var open = RunningNode.start(other, Map.of("API_TOKEN", "disable"))) {
      var nobody = new Caller(open.service(), "");

      assertThat(nobody.encoded(DOWNLOAD, MODEL).status()).isEqualTo(400);
      var picture = nobody.file("/upscale", TestPictures.picture("png", 8, 8));
      assertThat(picture.status()).isEqualTo(400);
      assertThat(picture.json().get("detail").asText()).contains("model");
    }
  }

  @Test
  void aPictureHasToBeThereAndSmallEnough() throws Exception {
    assertThat(caller.file("/upscale", new byte[100_001]).status()).isEqualTo(413);
    assertThat(caller.encoded("/upscale", "scale=2").status()).isEqualTo(422);
    assertThat(caller.multipart("/upscale", "scale", "2").status()).isEqualTo(422);
    assertThat(caller.encoded("/config", "max_concurrent=0").status()).isEqualTo(400);
  }

  @Test
  void severalFramesHaveARoute() throws Exception {
    var reply = caller.file("/upscale-video-chunk", TestPictures.picture("png", 8, 8));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).doesNotContain("Not Found");
  }

  @Test
  void bothEncodingsOfDotNetAreTakenForSettingsAndTokens() throws Exception {
    for (var reply :
        new Caller.Reply[] {
          caller.encoded("/config", "max_concurrent=1"),
          caller.multipart("/config", "max_concurrent", "1"),
          caller.encoded("/auth/tokens", "name=Kitchen"),
          caller.multipart("/auth/tokens", "name", "Kitchen")
        }) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }
    assertThat(caller.multipart("/config", "max_concurrent", "0").status()).isEqualTo(400);
    assertThat(caller.multipart("/auth/tokens", "other", "x").status()).isEqualTo(422);
    assertThat(caller.file("/auth/tokens", new byte[9], "name=x").status()).isEqualTo(400);
  }
}
