package dev.jellyscale.auth.jellyfin;

/** What is known of the wrong tokens from where a token comes from. */
public interface Guesses {

  /** Whether so many came lately that unfamiliar tokens are not even asked about. */
  boolean areTooMany();

  /** Takes note of a wrong token; the same one is told once, however often it comes. */
  void wrong();
}
