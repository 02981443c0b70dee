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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          models | models.0.id models.0.name models.0.scale models.0.type models.0.category models.0.downloaded models.0.available models.0.loaded models.0.custom total
          status | status enablePlugin model scaleFactor qualityLevel hardwareAcceleration maxConcurrentStreams isProcessing version
          service-health | success available latencyMs currentModel usingGpu processingCount maxConcurrent providers
          """)
  void whatUsersMaySeeHasTheFieldsOfItsRow(String path, String fields) throws Exception {
    requireFields(user.get(path), fields);
  }

  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokens | tokens bootstrap_env
          recommend | tier recommended_model recommended_scale reason alternatives hardware.gpu hardware.cpu_cores
          models/importable | generated converter_available direct.0.id direct.0.kind direct.0.eligible direct.0.model_name direct.0.size_bytes convertible
          models/disk-usage | models_dir total_size_mb model_count models
          info | name version description author features
          hardware-info | GpuAvailable GpuAccelerationRequested FFmpegAvailable FFmpegPath OnnxRuntime Platform PluginVersion
          hardware-benchmark | success hardware.CudaAvailable hardware.DirectMlAvailable hardware.AvailableProviders recommendations.Reason recommendations.RecommendedModel system.ProcessorCount system.Architecture system.Platform system.IsContainer
          recommendations | success hardware.GpuVendor recommendations.RecommendedMaxResolution system.ProcessorCount
          hardware | GpuVendor GpuModel GpuName DriverVersion VramMB CpuCores SystemRamMB TempDiskSpaceGB SupportsCUDA SupportsDirectML OpenCVSupportsCUDA ServiceAvailable CudaAvailable DirectMlAvailable DetectionTime AvailableProviders AvailableHwAccels OpenCVInfo RecommendedModel RecommendedScale MaxConcurrentStreams BenchmarkFps
          cache/stats | TotalEntries TotalSize MaxSize HitRate TotalHits TotalMisses UsagePercentage
          settings/export | success pluginVersion exportDate settings.Model settings.SegmentLimits settings.RenderWindows
          fallback | success serviceAvailable currentModel usingGpu fallbackEnabled fallbackReason
          gpus | gpus total current_device_id
          gpu-verify | onnx_providers active_providers using_gpu gpu_requested nvidia_smi inference_test.status troubleshooting_tips
          health/detailed | status circuit_breaker.open gpu.healthy model.loaded metrics.total_jobs
          face-restore/status | face_restore_available available model_loaded current_model input_size providers models
          model-benchmark | model model_type scale input_size output_size avg_time_ms fps using_gpu
          benchmark-frame?width=128&height=72 | fps avg_time_ms model using_gpu capture_width capture_height output_width output_height
          """)
  void whatAdministratorsSeeHasTheFieldsOfItsRow(String path, String fields) throws Exception {
    requireFields(admin.get(path), fields);
  }

  @ParameterizedTest(name = "{0} {1} has {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokens?name=Hall&expiresDays=30 | | token info.id info.name info.prefix info.created info.expires_at info.expired info.last_used
          test | | success model scale quality hardwareAcceleration gpuModel supportsCUDA estimatedPerformance message
          benchmark | | success serviceAvailable message results.duration results.serviceAvailable results.systemInfo.ProcessorCount results.optimalSettings.RecommendedModel results.optimalSettings.RecommendedMaxResolution results.optimalSettings.RecommendedQuality results.optimalSettings.MaxConcurrentStreams results.modelPerformance results.resolutionPerformance results.timestamp
          models/import | {"id":"fsrcnn-x2"} | success status imported_as model_name scale license non_commercial size_bytes
          models/import-async | {"ID":"swift-x2"} | status job_id kind
          models/download-async | {"modelName":"fsrcnn-x2"} | status model job_id already_present substituted_by
          models/cleanup?max_age_days=9&dry_run=true | | dry_run to_delete kept freed_mb deleted_count
          service-config?max_concurrent=9 | | use_gpu max_concurrent gpu_device_id notes.0
          cache/clear | | success
          settings/import | {"settings":{"Model":"bicubic-x2"}} | success message skippedProperties
          """)
  void whatIsDoneIsToldInTheFieldsOfItsRow(String path, String json, String fields)
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
  @CsvSource(
      delimiter = '|',
      value = {
        "models/load|{\"model_name\":\"..\"}",
        "models/load|{\"model_name\":\"../evil\"}",
        "models/load|{}",
        "models/load|{\"model_name\":\"swift-x2\",\"gpu_device_id\":100}",
        "models/load|[",
        "models/import|{\"id\":\"a/b\"}",
        "models/import-async|{\"id\":\"..\"}",
        "models/download-async|{\"modelName\":\"a b\"}",
        "models/cleanup?max_age_days=-1|",
        "tokens|",
        "tokens?name=x&expiresDays=0|",
        "service-config?max_concurrent=0|",
        "settings/import|{\"settings\":3}",
        "settings/import|{\"settings\":{\"Model\":\"..\"}}"
      })
  void whatIsMalformedIsRefused(String path, String json) throws Exception {
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
