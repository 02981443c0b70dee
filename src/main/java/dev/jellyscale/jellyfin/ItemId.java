package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;

/**
 * Jellyfin's id of an item: a film, an episode, a folder, a library.
 *
 * @param hex 32 digits in lower case
 */
public record ItemId(String hex) {
  public ItemId {
    Guid.require(hex);
  }

  /**
   * Reads what somebody sent: 32 digits or 8-4-4-4-12, in either case.
   *
   * @throws Invalid if it is neither, or all zero; it does not repeat what was sent
   */
  public static ItemId parse(String text) {
    return new ItemId(Guid.parse(text));
  }

  /** Whether a text is an id. */
  public static boolean isId(String text) {
    return Guid.isId(text);
  }

  /** The digits. */
  @Override
  public String toString() {
    return hex;
  }
}
