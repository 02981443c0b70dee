package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;

/**
 * Jellyfin's id of a user.
 *
 * @param hex 32 digits in lower case
 */
public record UserId(String hex) {
  public UserId {
    Guid.require(hex);
  }

  /**
   * Reads what somebody sent: 32 digits or 8-4-4-4-12, in either case.
   *
   * @throws Invalid if it is neither, or all zero; it does not repeat what was sent
   */
  public static UserId parse(String text) {
    return new UserId(Guid.parse(text));
  }

  /** The digits. */
  @Override
  public String toString() {
    return hex;
  }
}
