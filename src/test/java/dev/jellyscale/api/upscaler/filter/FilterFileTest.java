package dev.jellyscale.api.upscaler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of filters on the disk. */
class FilterFileTest {
  private static final FilterChoice CHOICE =
      new FilterChoice(true, FilterPreset.CUSTOM, new Sliders(Map.of(Slider.GAMMA, 1.5)));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("filters.json");
  }

  @Test
  void choiceOutlivesTheProcess() {
    new FilterFile(file()).change(_ -> CHOICE);

    assertThat(new FilterFile(file()).choice()).isEqualTo(CHOICE);
  }

  @Test
  void withoutAFilePicturesStayAsTheyAre() {
    assertThat(new FilterFile(file()).choice()).isEqualTo(FilterChoice.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "{\"preset\":\"of another version\"}"})
  void fileThatIsNotOursCountsAsNone(String text) throws IOException {
    Files.writeString(file(), text);

    assertThat(new FilterFile(file()).choice()).isEqualTo(FilterChoice.NONE);
  }

  @Test
  void slidersOfAFileStayWithinTheirRanges() throws IOException {
    Files.writeString(file(), "{\"preset\":\"custom\",\"sliders\":{\"gamma\":99,\"other\":1}}");

    assertThat(new FilterFile(file()).choice().sliders().of(Slider.GAMMA)).isEqualTo(10);
  }

  @Test
  void whatCannotBeWrittenChangesNothing() throws IOException {
    var gone = Files.createDirectory(folder.resolve("gone"));
    var file = new FilterFile(gone.resolve("filters.json"));
    Files.delete(gone);

    assertThatThrownBy(() -> file.change(_ -> CHOICE)).isInstanceOf(EngineFailure.class);
    assertThat(file.choice()).isEqualTo(FilterChoice.NONE);
  }
}
