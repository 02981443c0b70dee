package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.inspect.MaliciousModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileModelsTest {

  @Test
  void areRefusedOneAfterTheOtherByARendererThatLivesOn(@TempDir Path folder) throws Exception {
    var models = Files.createDirectory(folder.resolve("models"));
    try (var supervisor = TestRenderers.supervisor(folder.resolve("work"), models)) {
      supervisor.probe(BICUBIC);
      var renderer = supervisor.states();
      for (var model : MaliciousModels.all()) {
        var source = TestRenderers.inFile(TestNetworks.file(model.onnx()), models);

        assertThatThrownBy(() -> supervisor.probe(source))
            .as(model.name())
            .isInstanceOfAny(BadModel.class, LimitExceeded.class)
            .hasMessageContaining(model.reason());
      }
      assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
      assertThat(supervisor.states()).isEqualTo(renderer);
    }
  }
}
