package dev.jellyscale.cli;

import dev.jellyscale.error.JellyscaleException.Invalid;

/** The values that an option may have. */
public final class OptionRange {
  private OptionRange() {}

  /**
   * Returns if a value is one of them.
   *
   * @param name of the option, with its dashes
   * @throws Invalid if it is below {@code least} or above {@code most}
   */
  public static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Invalid("%s=%d is not between %d and %d".formatted(name, value, least, most));
    }
  }
}
