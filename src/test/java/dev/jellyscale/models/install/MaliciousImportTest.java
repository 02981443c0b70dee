package dev.jellyscale.models.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import dev.jellyscale.model.inspect.OnnxInspector;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaliciousImportTest {
  private static final ModelId ID = new ModelId("mine");

  private final PretendCommands commands = new PretendCommands();

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.jellyscale.model.inspect.MaliciousModels#all")
  void isRefusedForOneReasonLeavesNothingAndReachesNoRenderer(MaliciousModel model) {
    var importer =
        new Importer(
            ModelFolder.open(folder.resolve("models")),
            new Acceptance(OnnxInspector::inspect, commands),
            new ImportRules(500 << 20, Set.of()));

    assertThatThrownBy(
            () -> importer.importStream(ID, new ByteArrayInputStream(model.onnx()), _ -> {}))
        .isInstanceOfAny(BadModel.class, LimitExceeded.class)
        .hasMessageStartingWith("Model 'mine' ")
        .hasMessageContaining(model.reason());
    assertThat(folder.resolve("models")).isEmptyDirectory();
    assertThat(commands.probed()).isEmpty();
  }
}
