package dev.jellyscale.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaliciousModelsTest {

  @ParameterizedTest
  @MethodSource("dev.jellyscale.model.inspect.MaliciousModels#all")
  void eachIsRefusedForItsReasonInOneSentence(MaliciousModel model) {
    var file = TestNetworks.file(model.onnx());

    assertThatThrownBy(() -> OnnxInspector.inspect(file))
        .isInstanceOfAny(BadModel.class, LimitExceeded.class)
        .hasMessageStartingWith("Model 'test' ")
        .hasMessageContaining(model.reason())
        .message()
        .matches("[ -~]{1,200}");
  }

  @ParameterizedTest
  @MethodSource("dev.jellyscale.model.inspect.MaliciousModels#all")
  void noneReachesTheRealParser(MaliciousModel model) {
    var file = TestNetworks.file(model.onnx());

    assertThatThrownBy(() -> Network.open(file)).hasMessageContaining(model.reason());
  }

  @Test
  void thereAreManyAndEachHasItsOwnName() {
    List<String> names = MaliciousModels.all().stream().map(MaliciousModel::name).toList();

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @Test
  void whatTheyAreMadeFromIsSound() {
    assertThat(OnnxInspector.inspect(TestNetworks.file(Altered.sound())).nodes()).isEqualTo(4);
  }
}
