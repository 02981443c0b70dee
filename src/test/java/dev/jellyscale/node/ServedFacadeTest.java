package dev.jellyscale.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import dev.jellyscale.jellyfin.JellyfinSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The facade's rows about models, the machine, tokens, settings and pictures: the names and the
 * casing of what they answer, on the packaged node with a real model.
 */
class ServedFacadeTest {
  private static final Path ONNX = Path.of("models/swift-x2.onnx");

  @TempDir static Path folder;
  private static final FakeJellyfin jellyfin = FakeJellyfin.of(FakeJellyfin.Release.V12_0);
  private static RunningNode node;
  private static FacadeCaller admin;
  private static FacadeCaller user;

  @BeforeAll
  static void start() throws IOException {
    node =
        RunningNode.start(
            folder,
            Map.of(
                "DEFAULT_MODEL",
                "bicubic-x2",
                JellyfinSettings.URL,
                jellyfin.url(),
                JellyfinSettings.KEY,
                FakeWorld.SERVICE_KEY));
    admin = caller(FakeUser.admin("Ada"));
    user = caller(FakeUser.of("Ben"));
  }

  private static FacadeCaller caller(FakeUser who) {
    return new FacadeCaller(node.service(), jellyfin.world().add(who));
  }

  @AfterAll
  static void end() {
    node.close();
    jellyfin.close();
  }

  @ParameterizedTest(name = "{0} has {1}")
  @MethodSource("dev.jellyscale.node.FacadeRows#users")
  void whatUsersMaySeeHasTheFieldsOfItsRow(String path, String fields) throws Exception {
    requireFields(user.get(path), fields);
  }

  @ParameterizedTest(name = "{0} has {1}")
  @MethodSource("dev.jellyscale.node.FacadeRows#administrators")
  void whatAdministratorsSeeHasTheFieldsOfItsRow(String path, String fields) throws Exception {
    requireFields(admin.get(path), fields);
  }

  @ParameterizedTest(name = "{0} {1} has {2}")
  @MethodSource("dev.jellyscale.node.FacadeRows#done")
  void whatIsDoneIsToldInTheFieldsOfItsRow(String path, @Nullable String json, String fields)
      throws Exception {
    requireFields(json == null ? admin.post(path) : admin.json(path, json), fields);
  }

  private static void requireFields(Caller.Reply reply, String fields) throws IOException {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    for (var field : fields.split(" ")) {
      JsonNode value = reply.json().at("/" + field.replace('.', '/'));
      assertThat(value.isMissingNode()).as(field + " of " + reply.text()).isFalse();
    }
    assertThat(reply.text()).doesNotContain(folder.toString());
  }

  @Test
  void aModelIsLoadedByAllThreeKindsOfFields() throws Exception {
    var form = "application/x-www-form-urlencoded";
    for (var reply :
        new Caller.Reply[] {
          admin.post("models/load?model_name=bicubic-x2"),
          admin.ask("POST", "models/load", form, "model_name=bicubic-x2".getBytes(US_ASCII)),
          admin.json("models/load", "{\"model_name\":\"bicubic-x2\",\"use_gpu\":false}")
        }) {
      requireFields(reply, "status model model_type using_gpu gpu_device_id providers");
      assertThat(reply.json().get("model").asText()).isEqualTo("bicubic-x2");
    }
  }

  @Test
  void anImportIsFollowedToItsEnd() throws Exception {
    var job = admin.json("models/import-async", "{\"id\":\"swift-x2\"}").json().get("job_id");

    var status = admin.get("models/import-status/" + job.asText());

    requireFields(status, "job_id id kind status error started_at");
    assertThat(admin.get("models/import-status/deadbeef").status()).isEqualTo(404);
    assertThat(admin.get("models/download-status/deadbeef").status()).isEqualTo(404);
  }

  @Test
  void aModelIsUploadedAndRemoved() throws Exception {
    var taken = admin.file("models/upload-file", Files.readAllBytes(ONNX), "modelName=own");
    var gone = admin.ask("DELETE", "models/import/own", "", new byte[0]);
    var nameless = admin.file("models/upload-file", new byte[10]);

    assertThat(nameless.status()).isEqualTo(400);
    requireFields(taken, "success status model_name scale converted");
    requireFields(gone, "status deleted");
    assertThat(admin.ask("DELETE", "models/import/swift-x2", "", new byte[0]).status())
        .isEqualTo(403);
  }

  @Test
  void aTokenIsRevokedAndOpensNothingHere() throws Exception {
    var made = admin.post("tokens?name=Short").json();
    var id = made.at("/info/id").asText();

    var gone = admin.ask("DELETE", "tokens/" + id, "", new byte[0]);

    requireFields(gone, "revoked id");
    assertThat(admin.get("tokens").text()).doesNotContain(made.get("token").asText());
  }

  @Test
  void settingsThatAreExportedCanBeTakenAgain() throws Exception {
    var windows =
        "{\"settings\":{\"RenderWindows\":{\"nights\":{\"hours\":\"01:00-07:00\","
            + "\"zone\":\"UTC\"}},\"SegmentLimits\":{\"swift-x2\":3},\"UseGpu\":true}}";
    var set = admin.json("settings/import", windows);
    var exported = admin.get("settings/export").json();
    var again = admin.json("settings/import", exported.toString());
    var wrong = admin.json("settings/import", windows.replace("01:00", "25:00"));

    assertThat(set.json().get("skippedProperties").toString()).isEqualTo("[\"UseGpu\"]");
    assertThat(exported.at("/settings/RenderWindows/nights/hours").asText()).contains("01:00");
    assertThat(exported.at("/settings/SegmentLimits/swift-x2").asInt()).isEqualTo(3);
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().get("skippedProperties")).isEmpty();
    assertThat(wrong.status()).isEqualTo(400);
    requireProblem(wrong);
  }

  @Test
  void metricsAreLinesOfNamesAndValues() throws Exception {
    var reply = admin.get("metrics");

    assertThat(reply.header("content-type")).startsWith("text/plain");
    assertThat(reply.text())
        .containsPattern("(?m)^upscaler_frames_total \\d+$")
        .containsPattern("(?m)^upscaler_circuit_open 0$");
  }

  @Test
  void picturesAreWhatTheirTypeSaysAndMadeByAModel() throws Exception {
    var caller = caller(FakeUser.admin("Cleo"));
    var jpeg = TestPictures.picture("jpeg", 64, 36);

    var frame = caller.raw("upscale-frame", jpeg);
    var image = caller.raw("upscale/image?model=fsrcnn-x2&scale=2", jpeg);
    var plain = caller.raw("upscale/image", jpeg);
    var other = caller.raw("upscale/image?model=swift-x2&scale=4", jpeg);
    var text = caller.raw("upscale-frame", Base64.getEncoder().encode(jpeg));
    var unreadable = caller.raw("upscale/image", new byte[] {1, 2, 3});

    assertThat(frame.header("content-type")).isEqualTo("image/jpeg");
    assertThat(TestPictures.read(frame.body()).getWidth()).isEqualTo(128);
    assertThat(image.status()).as(image.text()).isEqualTo(200);
    assertThat(image.header("content-type")).isEqualTo("image/png");
    assertThat(new String(image.body(), 1, 3, US_ASCII)).isEqualTo("PNG");
    assertThat(image.header("x-upscaled-by")).isEqualTo("swift-x2");
    assertThat(image.header("x-substituted-for")).isEqualTo("fsrcnn-x2");
    assertThat(image.header("x-upscaled-ai")).isEqualTo("true");
    assertThat(plain.header("x-upscaled-ai")).isEqualTo("false");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().get("detail").asText()).contains("2 times", "nothing is resized");
    assertThat(text.status()).isEqualTo(413);
    assertThat(unreadable.status()).isEqualTo(400);
    requireProblem(unreadable);
  }

  @Test
  void framesAreCountedTogetherForEachUser() throws Exception {
    var caller = caller(FakeUser.admin("Dora"));
    for (int i = 0; i < 10; i++) {
      assertThat(caller.raw("upscale-video-chunk", new byte[0]).status()).isEqualTo(400);
    }

    var next = caller.raw("upscale-frame", new byte[0]);

    assertThat(next.status()).isEqualTo(429);
    assertThat(next.header("retry-after")).matches("[1-9]\\d*");
    assertThat(next.json().get("error").asText()).isNotEmpty();
    assertThat(caller(FakeUser.admin("Emil")).raw("upscale-frame", new byte[0]).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models/convert",
        "object-mask/load-model?modelName=x",
        "detect-mask",
        "face-restore/frame",
        "face-restore/load?model_name=x",
        "face-restore/unload"
      })
  void whatIsNotDoneHereSaysSo(String path) throws Exception {
    var reply = admin.post(path);

    assertThat(reply.status()).isEqualTo(501);
    requireProblem(reply);
  }

  @ParameterizedTest
  @MethodSource("dev.jellyscale.node.FacadeRows#malformed")
  void whatIsMalformedIsRefused(String path, @Nullable String json) throws Exception {
    var reply = json == null ? admin.post(path) : admin.json(path, json);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    requireProblem(reply);
  }

  @Test
  void sizesOfFramesHaveBounds() throws Exception {
    assertThat(admin.get("benchmark-frame?width=63").status()).isEqualTo(400);
    assertThat(admin.get("benchmark-frame?height=4321").status()).isEqualTo(400);
  }

  private static void requireProblem(Caller.Reply reply) throws IOException {
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.json().get("detail").isTextual()).as(reply.text()).isTrue();
    assertThat(reply.text()).doesNotContain("\"/", folder.toString());
  }
}
