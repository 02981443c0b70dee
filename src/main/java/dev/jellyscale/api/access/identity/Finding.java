package dev.jellyscale.api.access.identity;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What one way of telling who calls makes of a request. */
public sealed interface Finding {

  /** The request says nothing in this way; another way may. */
  record Nothing() implements Finding {}

  /** It is somebody. */
  record Somebody(Identified who) implements Finding {}

  /** It claims to be somebody, and is nobody. */
  record Nobody() implements Finding {}

  /** It is somebody's browser, but a page of another site makes it. */
  record Foreign() implements Finding {}

  /** It may not be tried any more for a while. */
  record TooMany(Duration patience) implements Finding {}

  /** It cannot be told for a while. */
  record Unknowable(Duration patience) implements Finding {}

  /**
   * Somebody else has to be asked, which takes time.
   *
   * @param answer comes on any thread, within seconds, and is none of this kind; its failure counts
   *     as {@link Unknowable}
   */
  record Asking(CompletionStage<Finding> answer) implements Finding {}
}
