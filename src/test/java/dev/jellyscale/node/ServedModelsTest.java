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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes about models as an existing plugin calls them, on the packaged node. */
class ServedModelsTest {
  private static final String TOKEN = "a-token-for-tests-of-models";
  private static final Path ONNX = Path.of("models/swift-x2.onnx");

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.start(folder, Map.of("API_TOKEN", TOKEN));
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @Test
  void theListHasTheFieldsThatThePluginReads() throws Exception {
    var reply = caller.get("/models");

    assertThat(reply.status()).isEqualTo(200);
    var models = reply.json().get("models");
    assertThat(reply.json().get("total").asInt()).isEqualTo(models.size()).isPositive();
    var swift = models.get(0);
    assertThat(swift.get("id").asText()).isEqualTo("swift-x2");
    assertThat(swift.get("scale").isInt()).isTrue();
    assertThat(swift.get("type").asText()).isEqualTo("onnx");
    assertThat(swift.get("category").asText()).isEqualTo("super-resolution");
    for (var flag : new String[] {"downloaded", "available", "loaded", "custom"}) {
      assertThat(swift.get(flag).isBoolean()).as(flag).isTrue();
    }
    assertThat(swift.get("stands_in_for").toString()).contains("fsrcnn-x2");
    assertThat(models.findValuesAsText("id")).doesNotContain("fsrcnn-x2");
  }

  @Test
  void aModelIsFetchedByBothEncodings() throws Exception {
    var encoded = caller.encoded("/models/download", "model_name=swift-x2");
    var multipart = caller.multipart("/models/download", "model_name", "fsrcnn-x2");

    assertThat(encoded.status()).as(encoded.text()).isEqualTo(200);
    assertThat(encoded.json().get("status").asText()).isEqualTo("success");
    assertThat(encoded.json().get("size_mb").isNumber()).isTrue();
    assertThat(encoded.json().has("substituted_by")).isFalse();
    assertThat(multipart.status()).as(multipart.text()).isEqualTo(200);
    assertThat(multipart.json().get("model").asText()).isEqualTo("swift-x2");
    assertThat(multipart.json().get("substituted_for").asText()).isEqualTo("fsrcnn-x2");
    assertThat(multipart.json().get("substituted_by").asText()).isEqualTo("swift-x2");
  }

  @Test
  void aModelThatIsThereNeedsNoJob() throws Exception {
    var json = caller.encoded("/models/download-async", "model_name=fsrcnn-x2").json();

    assertThat(json.get("status").asText()).isEqualTo("completed");
    assertThat(json.get("already_present").asBoolean()).isTrue();
    assertThat(json.get("job_id").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models/download", "/models/download-async", "/models/load"})
  void aNameIsNeededAndHasToBeKnown(String path) throws Exception {
    var missing = caller.encoded(path, "model=x");
    var unknown = caller.encoded(path, "model_name=no-such-model");
    var unavailable = caller.encoded(path, "model_name=lapsrn-x8");

    assertThat(missing.status()).isEqualTo(422);
    var fault = missing.json().get("detail").get(0);
    assertThat(fault.get("type").asText()).isEqualTo("missing");
    assertThat(fault.get("loc").toString()).isEqualTo("[\"body\",\"model_name\"]");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("no-such-model").doesNotContain("\"detail\":\"Not Found\"");
    assertThat(unavailable.status()).isEqualTo(400);
    assertThat(unavailable.json().get("detail").asText()).contains("eight times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../evil",
        "a/b",
        "%2e%2e%2fevil",
        "a%00b",
        ".",
        "-%20-",
        "a;b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void noIdLeadsAnywhereElse(String id) throws Exception {
    for (var path : new String[] {"/models/download", "/models/load"}) {
      assertThat(caller.encoded(path, "model_name=" + id).status()).isIn(400, 404, 422);
    }
    assertThat(caller.delete("/models/upload/" + id.replace(" ", "")).status()).isBetween(400, 499);
  }

  @Test
  void loadingChoosesTheModel() throws Exception {
    var loaded = caller.multipart("/models/load", "model_name", "bicubic-x2");

    assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
    assertThat(loaded.json().get("status").asText()).isEqualTo("success");
    assertThat(loaded.json().get("model_type").asText()).isEqualTo("onnx");
    assertThat(loaded.json().get("using_gpu").isBoolean()).isTrue();
    assertThat(loaded.json().get("providers").toString()).contains("CPUExecutionProvider");
    for (var row : caller.get("/models").json().get("models")) {
      assertThat(row.get("loaded").asBoolean())
          .isEqualTo(row.get("id").asText().equals("bicubic-x2"));
    }
  }

  @Test
  void aDeviceThatCannotBeIsRefused() throws Exception {
    assertThat(caller.encoded("/models/load", "model_name=swift-x2&gpu_device_id=100").status())
        .isEqualTo(400);
    assertThat(caller.encoded("/models/load", "model_name=swift-x2&gpu_device_id=x").status())
        .isEqualTo(422);
    assertThat(caller.encoded("/models/load", "model_name=swift-x2&use_gpu=maybe").status())
        .isEqualTo(422);
  }

  @Test
  void unknownJobsAreToldApartFromUnknownRoutes() throws Exception {
    for (var path :
        new String[] {"/models/download-status/deadbeef", "/models/import-status/deadbeef"}) {
      var reply = caller.get(path);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).doesNotContain("\"detail\":\"Not Found\"");
    }
  }

  @Test
  void anUploadedModelIsListedMeasuredAndRemoved() throws Exception {
    var taken =
        caller.file("/models/upload", Files.readAllBytes(ONNX), "model_name=mine", "scale=7");
    var listed = caller.get("/models").text();
    var usage = caller.get("/models/disk-usage").json();
    var asked = caller.send("POST", "/models/cleanup?max_age_days=0", "", new byte[0]).json();
    var gone = caller.delete("/models/upload/mine");

    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.json().get("scale").asInt()).isEqualTo(2);
    assertThat(taken.json().get("path").asText()).isEqualTo("models/mine");
    assertThat(listed).contains("\"mine\"");
    assertThat(usage.get("models_dir").asText()).doesNotStartWith("/");
    assertThat(usage.get("models").findValuesAsText("name")).containsExactly("mine.onnx");
    assertThat(asked.get("dry_run").asBoolean()).isTrue();
    assertThat(asked.get("kept").get(0).get("reason").asText()).contains("imported");
    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    assertThat(gone.json().get("deleted").asText()).isEqualTo("mine");
    assertThat(caller.delete("/models/upload/mine").status()).isEqualTo(404);
    assertThat(caller.delete("/models/upload/swift-x2").status()).isEqualTo(403);
  }

  @Test
  void theModelOfThePicturesIsKeptByACleanUpAndItsAnswerSaysWhy() throws Exception {
    caller.file("/models/upload", Files.readAllBytes(ONNX), "model_name=chosen");
    var loaded = caller.encoded("/models/load", "model_name=chosen");
    var path = "/models/cleanup?max_age_days=0&dry_run=false";
    var cleaned = caller.send("POST", path, "", new byte[0]).json();
    var other = caller.encoded("/models/load", "model_name=swift-x2");
    var gone = caller.delete("/models/upload/chosen");

    assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
    assertThat(cleaned.get("deleted_count").asInt()).isZero();
    assertThat(cleaned.get("kept").get(0).get("name").asText()).isEqualTo("chosen");
    assertThat(cleaned.get("kept").get(0).get("reason").asText())
        .isEqualTo("pictures are made with it");
    assertThat(other.status()).as(other.text()).isEqualTo(200);
    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "..\\evil",
        "/etc/passwd",
        "sub/dir",
        "",
        "a b",
        "a;b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void namesOfUploadsArePlain(String name) throws Exception {
    var reply = caller.file("/models/upload", new byte[10], "model_name=" + name);

    assertThat(reply.status()).isIn(400, 422);
    assertThat(folder.resolve("data/models")).isEmptyDirectory();
  }

  @Test
  void bytesThatAreNoModelAreRefusedForWhatTheyAre() throws Exception {
    var garbage = "garbage".repeat(99).getBytes(StandardCharsets.UTF_8);
    var reply = caller.file("/models/upload", garbage, "model_name=clean");

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text()).doesNotContain("model_name");
    assertThat(folder.resolve("data/models")).isEmptyDirectory();
  }

  @Test
  void theCatalogueIsWhatCanBeImported() throws Exception {
    var json = caller.get("/models/import-catalog").json();

    assertThat(json.get("converter_available").asBoolean()).isFalse();
    var row = json.get("direct").get(0);
    assertThat(row.get("id").asText()).isEqualTo("swift-x2");
    assertThat(row.get("license").asText()).isEqualTo("GPL-3.0-or-later");
    assertThat(row.get("eligible").asBoolean()).isFalse();
    assertThat(json.get("convertible")).isEmpty();
  }

  @Test
  void anImportIsOfTheCatalogueAlone() throws Exception {
    for (var path : new String[] {"/models/import-async", "/models/import-from-catalog"}) {
      assertThat(caller.json(path, "{}").status()).isEqualTo(400);
      assertThat(caller.json(path, "{\"id\":7}").status()).isEqualTo(400);
      assertThat(caller.json(path, "{\"id\":\"unknown\"}").status()).isEqualTo(404);
      assertThat(caller.json(path, "{\"id\":\"../x\"}").status()).isEqualTo(404);
      assertThat(caller.json(path, "{").status()).isEqualTo(422);
    }
    var alias = caller.json("/models/import-from-catalog", "{\"id\":\"fsrcnn-x2\"}");
    assertThat(alias.status()).as(alias.text()).isEqualTo(200);
    assertThat(alias.json().get("imported_as").asText()).isNotEqualTo("fsrcnn-x2");
    var job = caller.json("/models/import-async", "{\"id\":\"swift-x2\"}").json();
    assertThat(job.get("kind").asText()).isEqualTo("direct");
    var path = "/models/import-status/" + job.get("job_id").asText();
    long deadline = System.nanoTime() + 30_000_000_000L;
    var status = caller.get(path).json();
    while (!status.get("status").asText().equals("completed") && System.nanoTime() < deadline) {
      status = caller.get(path).json();
    }
    assertThat(status.get("imported_as").asText()).isEqualTo("swift-x2");
    assertThat(status.get("license").asText()).isEqualTo("GPL-3.0-or-later");
  }
}
