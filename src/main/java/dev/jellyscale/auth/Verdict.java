package dev.jellyscale.auth;

/** What a presented token is worth. */
public sealed interface Verdict {

  /** It belongs to somebody. */
  record Known(Caller caller) implements Verdict {}

  /** None was presented. */
  record Missing() implements Verdict {}

  /** It belongs to nobody, or no longer. */
  record Wrong() implements Verdict {}

  /** Too many wrong ones came from where it comes from, and it is not one that nobody can guess. */
  record TooMany() implements Verdict {}

  /** The node has no token at all, so none can be right. */
  record NothingConfigured() implements Verdict {}
}
