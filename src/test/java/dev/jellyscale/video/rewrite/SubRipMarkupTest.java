package dev.jellyscale.video.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.rewrite.MovText.Style;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubRipMarkupTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain",
        "",
        "Two\nlines",
        "<i>All of it</i>",
        "a <b>fat</b> and <i>slanted</i> and <u>low</u> one",
        "€𝄞 <b>𝄞𝄞</b> ä",
        "1 < 2 and 3 > 2"
      })
  void timedTextGivesTheSameSubRipBack(String subRip) {
    var sample = SubRipMarkup.read(subRip).sample();

    assertThat(SubRipMarkup.write(MovText.parse(sample))).isEqualTo(subRip);
  }

  @Test
  void nestedMarkupBecomesNeighbouringStyles() {
    var cue = SubRipMarkup.read("a<b>b<i>c</i></b>d");

    assertThat(cue.text()).isEqualTo("abcd");
    assertThat(cue.styles())
        .containsExactly(
            new Style(1, 2, MovText.BOLD), new Style(2, 3, MovText.BOLD | MovText.ITALIC));
  }

  @Test
  void whatTimedTextCannotSayIsLeftOut() {
    var cue = SubRipMarkup.read("{\\an8}<font color=\"#ff0000\">Red</font> <i>x");

    assertThat(cue.text()).isEqualTo("Red x");
    assertThat(cue.styles()).containsExactly(new Style(4, 5, MovText.ITALIC));
  }

  @Test
  void textInTheOtherUnicodeFormIsRead() {
    var text = "Ж𝄞".getBytes(StandardCharsets.UTF_16);
    var sample = new byte[2 + text.length];
    sample[1] = (byte) text.length;
    System.arraycopy(text, 0, sample, 2, text.length);

    assertThat(MovText.parse(sample).text()).isEqualTo("Ж𝄞");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 9, 15, 20})
  void aCutSampleIsReadAsFarAsItGoes(int length) {
    var whole = new MovText("Hello", List.of(new Style(0, 5, MovText.BOLD))).sample();

    var cue = MovText.parse(java.util.Arrays.copyOf(whole, length));

    assertThat("Hello").startsWith(cue.text().replace("\0", ""));
  }

  @Test
  void aTextThatIsTooLongIsCutAtACharacter() {
    var sample = new MovText("€".repeat(30_000), List.of()).sample();

    assertThat(MovText.parse(sample).text()).isEqualTo("€".repeat(21_845));
  }
}
