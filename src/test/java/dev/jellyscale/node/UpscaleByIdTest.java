package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --model} with names that are neither shipped models nor files. */
class UpscaleByIdTest {
  @TempDir Path folder;

  private RunningNode.Said upscale(String model) throws Exception {
    return RunningNode.run(
        folder,
        "upscale",
        "--device",
        "cpu",
        "--for",
        "0.2",
        "--json",
        "--model",
        model,
        TestClips.openGroups().toString(),
        folder.resolve("out.mkv").toString());
  }

  @Test
  void anImportedModelIsFoundByItsId() throws Exception {
    var imported =
        RunningNode.run(folder, "models", "import", "models/swift-x2.onnx", "--id", "mine");
    assertThat(imported.code()).as(imported.err()).isZero();

    var said = upscale("mine");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("\"model\":{\"id\":\"mine\"")
        .contains("\"substituted_for\":null")
        .contains("\"substituted_by\":null");
  }

  @Test
  void theReportNamesTheModelThatStandsInAndTheDataDirectoryIsNotNeeded() throws Exception {
    var said = upscale("fsrcnn-x2");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("\"model\":{\"id\":\"swift-x2\"")
        .contains("\"substituted_for\":\"fsrcnn-x2\"")
        .contains("\"substituted_by\":\"swift-x2\"")
        .contains("Model 'swift-x2' stands in for 'fsrcnn-x2'.");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aMistypedNameMakesNoDataDirectory() throws Exception {
    var said = upscale("swift-x9");

    assertThat(said.code()).isEqualTo(10);
    assertThat(said.err()).contains("No model 'swift-x9'").contains("swift-x2");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void theirQualityIsMeasuredToo() throws Exception {
    var imported =
        RunningNode.run(folder, "models", "import", "models/swift-x2.onnx", "--id", "mine");
    assertThat(imported.code()).as(imported.err()).isZero();

    var said =
        RunningNode.run(
            folder,
            "bench",
            "quality",
            "--frames=1",
            "--model=mine,fsrcnn-x2",
            TestClips.openGroups().toString());

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines().findFirst().orElseThrow()).contains("mine", "swift-x2");
    assertThat(said.err()).contains("Model 'swift-x2' stands in for 'fsrcnn-x2'.");
  }
}
