package dev.jellyscale.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNameTest {

  @ParameterizedTest
  @CsvSource({
    "media:films/a.mkv, output:films/a.2x.mkv",
    "tv:a.MP4, output:a.2x.mp4",
    "tv:a.b.avi, output:a.b.2x.mkv",
    "tv:x/none, output:x/none.2x.mkv",
    "tv:.hidden, output:.hidden.2x.mkv",
    "tv:a.\u0130, output:a.2x.mkv",
    "tv:a.M\u0130V, output:a.2x.mkv",
    "tv:dot., output:dot..2x.mkv",
    "output:a.mov, output:a.2x.mov"
  })
  void isTheSourcesWithTheSizeBeforeTheSuffix(String source, String output) {
    assertThat(OutputName.of(RootedPath.parse(source), "2x")).hasToString(output);
  }

  @Test
  void aNameThatBecomesTooLongIsRefused() {
    var source = new RootedPath("tv", "x".repeat(251) + ".mkv");

    assertThatThrownBy(() -> OutputName.of(source, "2x")).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u202egpj.mkv", "x\u2066/a.mkv", "a\u00ad.mkv", "a\ufeff.mkv", "a\u2028.mkv"})
  void aNameThatReadsOtherwiseThanItIsIsRefused(String path) {
    assertThatThrownBy(() -> OutputName.requireVisible(new RootedPath("output", path)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("cannot be seen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0641\u06cc\u0644\u0645\u200c\u0647\u0627.mkv",
        "\u05d0.mkv",
        "\u00e9 \u6620.mkv"
      })
  void namesOfAnyWritingPass(String path) {
    var output = new RootedPath("output", path);

    assertThat(OutputName.requireVisible(output)).isEqualTo(output);
  }
}
