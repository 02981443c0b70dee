package dev.jellyscale.api.upscaler.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A filter that may suit a video. A hint alone: nobody sets it for anybody.
 *
 * @param preset name of one
 * @param reason a sentence
 */
public record FilterHint(String preset, String reason) {

  private record Rule(List<String> genres, FilterPreset preset, String reason) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              List.of("anime", "animation", "cartoon"),
              FilterPreset.VIVID,
              "Drawn pictures bear stronger colours."),
          new Rule(List.of("noir"), FilterPreset.NOIR, "The genre is named for its look."),
          new Rule(
              List.of("horror", "thriller"),
              FilterPreset.DRAMA,
              "More contrast and darker corners suit the genre."),
          new Rule(
              List.of("cyberpunk", "science fiction", "sci-fi"),
              FilterPreset.CYBERPUNK,
              "Cold light and strong colours suit the genre."),
          new Rule(
              List.of("documentary", "news", "sport"),
              FilterPreset.SHARP_HD,
              "Sharper edges help where details are watched."));

  /** Pictures up to this height are soft once they fill a screen. */
  private static final int SOFT_HEIGHT = 576;

  private static final FilterHint SOFT =
      new FilterHint(
          FilterPreset.SHARP_HD.word(), "The picture is small and looks soft on a screen.");

  private static final FilterHint NOTHING =
      new FilterHint(FilterPreset.NONE.word(), "Nothing speaks for a filter.");

  /**
   * The hint for a video.
   *
   * @param genres as the library names them, in any case
   * @param height in pixels; empty where it is not known
   */
  public static FilterHint of(List<String> genres, Optional<Integer> height) {
    var lower = genres.stream().map(genre -> genre.toLowerCase(Locale.ROOT)).toList();
    return RULES.stream()
        .filter(rule -> rule.genres().stream().anyMatch(word -> isIn(lower, word)))
        .findFirst()
        .map(rule -> new FilterHint(rule.preset().word(), rule.reason()))
        .orElseGet(() -> byHeight(height));
  }

  private static boolean isIn(List<String> genres, String word) {
    return genres.stream().anyMatch(genre -> genre.contains(word));
  }

  private static FilterHint byHeight(Optional<Integer> height) {
    return height.filter(pixels -> pixels <= SOFT_HEIGHT).isPresent() ? SOFT : NOTHING;
  }
}
