package dev.jellyscale.api.v1.form;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of states and devices as callers see them: in small letters. */
public final class StateWord {
  private StateWord() {}

  /** The word of a value. */
  public static String of(Enum<?> value) {
    return of(value.name());
  }

  /** The word of a name. */
  public static String of(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * The value of a word.
   *
   * @throws Invalid if there is none; names all that there are
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> of(value).equals(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("It is one of " + words(type)));
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(StateWord::of)
        .collect(Collectors.joining(", "));
  }
}
