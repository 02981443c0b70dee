package dev.jellyscale.jellyfin;

/** What Jellyfin says of a token. */
public sealed interface Identity {

  /**
   * A user who is signed in.
   *
   * @param administrator whether Jellyfin lets him do everything
   */
  record User(UserId id, String name, boolean administrator) implements Identity {}

  /** It is known and belongs to no user: an API key, or something that only claims to be one. */
  record KeyWithoutUser() implements Identity {}

  /** Nobody whom Jellyfin lets in. */
  record Unknown() implements Identity {}
}
