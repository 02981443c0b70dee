package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.inspect.Picture;
import dev.jellyscale.engine.graph.inspect.TrialRun;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLoaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"bicubic-x2, 2", "bicubic-x3, 3", "bicubic-x4, 4"})
  void bicubicModelsNeedNoFile(String id, int scale) {
    var network = ModelLoader.load(id);

    assertThat(network.id().value()).isEqualTo(id);
    assertThat(network.scale()).isEqualTo(scale);
    assertThat(network.channels()).isEqualTo(Channels.LUMA);
    assertThat(network.receptiveField()).hasValue(2);
    assertThat(network.file().sha256()).matches("[0-9a-f]{64}");
    assertThat(ModelLoader.shipped()).contains(id);
  }

  @Test
  void bicubicInterpolationContinuesStraightLines() {
    var contract = ModelContract.read(ModelLoader.load("bicubic-x2").file());
    int width = 16;
    var samples = new float[width * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % width + 3 * (i / width);
    }

    Picture large;
    try (var run = TrialRun.open(contract)) {
      large = run.run(new Picture(samples, 1, 1, width, width));
    }

    // Pixels of the large picture lie a quarter of a small one before and behind its middle.
    for (int row = 4; row < 2 * width - 4; row++) {
      for (int column = 4; column < 2 * width - 4; column++) {
        double expected = column / 2.0 - 0.25 + 3 * (row / 2.0 - 0.25);
        assertThat((double) large.at(0, 0, row, column))
            .isBetween(expected - 1e-3, expected + 1e-3);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain.onnx, plain",
    "two words.onnx, two-words",
    "a..b.onnx, a.b",
    ".hidden.onnx, -hidden",
    "model.v2, model.v2"
  })
  void aFileIsCalledByItsNameAsFarAsAnIdMay(String name, String id) throws Exception {
    var file = folder.resolve(name);
    Files.write(file, TestNetworks.identity(2, Channels.RGB, 17, false).onnx());

    var network = ModelLoader.load(file.toString());

    assertThat(network.id().value()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bicubic-x9", "no/such/file.onnx", "", "a\0b"})
  void whatIsNeitherModelNorFileIsNotFound(String name) {
    assertThatThrownBy(() -> ModelLoader.load(name))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("bicubic-x2");
  }

  @Test
  void aFolderIsNoModel() {
    assertThatThrownBy(() -> ModelLoader.load(folder.toString())).isInstanceOf(NotFound.class);
  }

  @Test
  void aTextFileIsNoModel() throws Exception {
    var file = Files.writeString(folder.resolve("notes.onnx"), "not a model");

    assertThatThrownBy(() -> ModelLoader.load(file.toString()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("'notes' is not an ONNX file");
  }
}
