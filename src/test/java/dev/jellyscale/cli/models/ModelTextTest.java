package dev.jellyscale.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.models.registry.ModelAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTextTest {

  @Test
  void namesOfForeignFilesCannotSteerATerminal() {
    var answer =
        new ModelAnswer.CleanedUp(
            true, List.of(), List.of(), List.of("\u001b[2Jnotes\u0007.txt", "a\u202eb"));

    var text = ModelText.of(answer);

    assertThat(text).contains("\\u001b[2Jnotes\\u0007.txt", "a\\u202eb");
    assertThat(text.lines()).hasSize(3);
  }
}
