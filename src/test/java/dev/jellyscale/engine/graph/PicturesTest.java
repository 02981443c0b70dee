package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.TestFiles;
import dev.jellyscale.engine.ModelProbe;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which networks pass for ones that enlarge pictures; docs/models.md has the figures. */
class PicturesTest {
  private static final double FLOOR = 20;

  @ParameterizedTest
  @ValueSource(strings = {"swift-x2", "bicubic-x2", "bicubic-x3", "bicubic-x4"})
  void whatIsShippedPassesByAWideMargin(String id) {
    assertThat(ModelLoader.load(id).chartPsnr()).isGreaterThan(FLOOR + 25);
  }

  @Test
  void aRealNetworkOfOthersPassesByAWideMargin() {
    var file = TestFiles.shared("models/subpixel-cnn-x3-224.onnx");

    var network = ModelLoader.load(file.toString());

    assertThat(network.chartPsnr()).isGreaterThan(FLOOR + 25);
    assertThat(network.traits().parameters()).isEqualTo(59_657);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThePictureEnlargedIsRefused(TrickNetworks trick) {
    var reason =
        switch (trick) {
          case NOTHING, NEARLY_NOTHING -> "one flat colour";
          case DIFFERENT_EACH_TIME ->
              "'RandomUniformLike', which is not among those that are allowed";
          default -> "does not enlarge pictures";
        };

    assertThatThrownBy(() -> ModelProbe.probe(trick.file()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"1, LUMA", "2, LUMA", "3, RGB", "4, RGB", "8, LUMA"})
  void randomWeightsAreRefused(int scale, Channels channels) {
    var one = TestNetworks.shuffled(scale, channels, "CRD", TestNetworks.OPSET);
    var deep = TestNetworks.convRelu(scale, channels, 11, 16, 16);

    assertThatThrownBy(() -> ModelProbe.probe(one)).isInstanceOf(BadModel.class);
    assertThatThrownBy(() -> ModelProbe.probe(deep)).isInstanceOf(BadModel.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  void otherScalesAreRefused(int scale) {
    var model = TestNetworks.identity(scale, Channels.LUMA, TestNetworks.OPSET, false);

    assertThatThrownBy(() -> ModelProbe.probe(model))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("is not 1, 2, 3, 4 or 8 times the size");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 12, 48, 64})
  void multiplesThatSizesNeedAreFound(int multiple) {
    var network = Network.open(TestNetworks.takingMultiples(multiple));

    assertThat(network.sizeMultiple()).isEqualTo(multiple);
    assertThat(network.alignment() % multiple).isZero();
  }

  @Test
  void aFileThatTheHeapCannotHoldNamesTheOptionThatHelps() {
    var path = Path.of("large.onnx");

    assertThatThrownBy(() -> ModelLoader.requireRoom(path, 500L << 20, 768L << 20))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("JELLYSCALE_HEAP=1701m");
    ModelLoader.requireRoom(path, 500L << 20, 1701L << 20);
    ModelLoader.requireRoom(path, 60L << 20, 256L << 20);
  }
}
