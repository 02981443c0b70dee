package dev.jellyscale.jobs.publish.errand;

import java.time.Duration;
import java.util.Optional;

/** What came of a try. */
sealed interface Outcome {
  /** For the history of the job; empty text: it is not told. */
  String words();

  /**
   * It is done.
   *
   * @param next what follows
   * @param rest until that may be tried
   */
  record Done(Optional<Errand.Kind> next, Duration rest, String words) implements Outcome {
    static Done last(String words) {
      return new Done(Optional.empty(), Duration.ZERO, words);
    }
  }

  /** It may succeed later. */
  record Later(String words) implements Outcome {}

  /** It cannot succeed. */
  record Never(String words) implements Outcome {}
}
