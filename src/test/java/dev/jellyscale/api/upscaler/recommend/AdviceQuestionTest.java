package dev.jellyscale.api.upscaler.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.upscaler.filter.FilterHint;
import dev.jellyscale.api.upscaler.form.FacadeFields;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.recommend.Recommender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked about a video, and what is made of it beside the model. */
class AdviceQuestionTest {

  private static AdviceQuestion question(Map<String, String> query) {
    return AdviceQuestion.of(FacadeFields.of(query));
  }

  @Test
  void nothingIsAQuestionAboutFilmsOfAnySize() {
    assertThat(question(Map.of()))
        .isEqualTo(new AdviceQuestion(List.of(), Optional.empty(), false, true));
    assertThat(question(Map.of("width", "0", "height", "576")).size()).isEmpty();
  }

  @Test
  void genresAreSmallLettersEachOnce() {
    var asked =
        question(
            Map.of(
                "genres", " Anime,,anime , Science Fiction ",
                "width", "720",
                "height", "576",
                "isBatch", "false"));

    assertThat(asked)
        .isEqualTo(
            new AdviceQuestion(
                List.of("anime", "science fiction"),
                Optional.of(new Size(720, 576)),
                false,
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "codec, mpeg2video, true",
    "codec, VC1, true",
    "codec, hevc, false",
    "restore, true, true",
    "restore, false, false"
  })
  void picturesOfAnOldCodecAreTakenToBeDamaged(String name, String value, boolean restore) {
    assertThat(question(Map.of(name, value)).restore()).isEqualTo(restore);
  }

  @Test
  void whoeverSaysThatPicturesAreSoundIsBelieved() {
    assertThat(question(Map.of("codec", "mpeg4", "restore", "false")).restore()).isFalse();
  }

  @Test
  void tooManyAndTooLongGenresAreRefused() {
    var many = IntStream.range(0, 21).mapToObj(i -> "g" + i).collect(Collectors.joining(","));

    assertThatThrownBy(() -> question(Map.of("genres", many))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> question(Map.of("genres", "x".repeat(65))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> question(Map.of("width", "16385"))).isInstanceOf(Invalid.class);
  }

  @Test
  void filterFollowsTheGenreAndThenTheSize() {
    assertThat(FilterHint.of(List.of("Horror"), Optional.empty()).preset()).isEqualTo("drama");
    assertThat(FilterHint.of(List.of("Anime", "Horror"), Optional.empty()).preset())
        .isEqualTo("vivid");
    assertThat(FilterHint.of(List.of("Drama"), Optional.of(480)).preset()).isEqualTo("sharp-hd");
    assertThat(FilterHint.of(List.of("Drama"), Optional.of(1080)).preset()).isEqualTo("none");
    assertThat(FilterHint.of(List.of(), Optional.empty()).preset()).isEqualTo("none");
  }

  @Test
  void largePicturesAreLeftAlone() {
    assertThat(Recommender.leavesAlone(new Size(3840, 1600))).isTrue();
    assertThat(Recommender.leavesAlone(new Size(1920, 800))).isFalse();
  }

  @Test
  void answerIsFoundOnceWhileItIsFresh() {
    var asked = new AtomicInteger();
    var memory =
        new ShortMemory<String, Integer>(_ -> asked.incrementAndGet(), Duration.ofMinutes(5), 10);

    assertThat(memory.of("a")).isEqualTo(memory.of("a"));
    assertThat(memory.of("b")).isEqualTo(2);
  }

  @Test
  void questionsThatNobodyAsksAnyMoreAreForgotten() {
    var asked = new AtomicInteger();
    var memory =
        new ShortMemory<Integer, Integer>(_ -> asked.incrementAndGet(), Duration.ofMinutes(5), 2);

    memory.of(1);
    memory.of(2);
    memory.of(1);
    memory.of(3);

    assertThat(memory.of(1)).isEqualTo(1);
    assertThat(memory.of(2)).isEqualTo(4);
  }
}
