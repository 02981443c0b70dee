package dev.jellyscale.auth;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the node that a token may open. {@link #ADMIN} opens all of it. */
public enum Scope {
  /** See what the node is, which models it has and how it is. */
  READ,
  /** Have pictures enlarged, and the speed of that measured. */
  INFER,
  /** Have videos enlarged. */
  JOBS,
  /** Install, open, import and remove models. */
  MODELS,
  /** Read the meters. */
  METRICS,
  /** Everything: also the log, the configuration and the tokens. */
  ADMIN;

  /** As tokens, documents and answers spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether whoever holds {@code scopes} may do what needs this one. */
  public boolean isIn(Set<Scope> scopes) {
    return scopes.contains(this) || scopes.contains(ADMIN);
  }

  /**
   * Reads words that are separated by commas or blanks.
   *
   * @throws Invalid if a word is no scope, or there is none
   */
  public static Set<Scope> parse(String words) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var word : words.strip().split("[,\\s]+", -1)) {
      scopes.add(ofWord(word));
    }
    return scopes;
  }

  private static Scope ofWord(String word) {
    for (var scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new Invalid("A scope is one of " + words(EnumSet.allOf(Scope.class)));
  }

  /** The words of {@code scopes} in the order of their declaration, separated by commas. */
  public static String words(Set<Scope> scopes) {
    return Arrays.stream(values())
        .filter(scopes::contains)
        .map(Scope::word)
        .collect(Collectors.joining(","));
  }
}
