package dev.jellyscale.jobs.publish.grouping;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which episode a name means. */
sealed interface EpisodeName {
  /** {@code S01E02}, {@code s1.e2}, {@code S01E02-E03}, {@code 1x02}. */
  Pattern NUMBERED =
      Pattern.compile(
          "(?i)(?:^|[^a-z0-9])(?:s([0-9]{1,4})[ ._-]{0,2}e([0-9]{1,4})(?:[ ._-]{0,2}e([0-9]{1,4}))?"
              + "|([0-9]{1,2})x([0-9]{2,3})(?:-(?:[0-9]{1,2}x)?([0-9]{2,3}))?)(?![0-9])");

  /** {@code 2024-05-01} and the same with dots, blanks and underscores. */
  Pattern AIRED =
      Pattern.compile("(?:^|[^0-9])((?:19|20)[0-9]{2})([ ._-])([01][0-9])\\2([0-3][0-9])(?![0-9])");

  /**
   * By number.
   *
   * @param last the same as {@code episode} where the file holds one episode
   */
  record Numbered(int season, int episode, int last) implements EpisodeName {}

  /** By the day on which it was on air. */
  record Aired(String day) implements EpisodeName {}

  /** Reads a name without its suffix; empty where it names no episode. */
  static Optional<EpisodeName> of(String stem) {
    var numbered = NUMBERED.matcher(stem);
    if (numbered.find()) {
      int first = numbered.group(1) == null ? 4 : 1;
      int episode = Integer.parseInt(numbered.group(first + 1));
      var last = numbered.group(first + 2);
      return Optional.of(
          new Numbered(
              Integer.parseInt(numbered.group(first)),
              episode,
              last == null ? episode : Integer.parseInt(last)));
    }
    var aired = AIRED.matcher(stem);
    return aired.find()
        ? Optional.of(
            new Aired("%s-%s-%s".formatted(aired.group(1), aired.group(3), aired.group(4))))
        : Optional.empty();
  }
}
