package dev.jellyscale.jobs.rules;

import dev.jellyscale.model.ModelId;

/** What was done with a file before. */
public sealed interface PastWork {

  /** Nothing that counts: never, or when the file was another one. */
  record None() implements PastWork {}

  /** It is a film that we have made ourselves. */
  record Ours() implements PastWork {}

  /** A job has it for its source, and is not finished. */
  record UnderWay() implements PastWork {}

  /**
   * A film was made of it, and stands where it was published.
   *
   * @param model that made it
   * @param same whether the rule would make the very same
   */
  record Made(ModelId model, boolean same) implements PastWork {}

  /** A job of this rule ended without a film, or its film was taken away; the file is the same. */
  record GivenUp() implements PastWork {}
}
