package dev.jellyscale.auth.jellyfin;

import dev.jellyscale.jellyfin.UserToken;

/** What a request shows of a token of Jellyfin. */
public sealed interface ShownToken {

  /** Nothing. */
  record None() implements ShownToken {}

  /** Something that is no token, or several: whose request it is cannot be told. */
  record Unreadable() implements ShownToken {}

  /** A token, of which nobody has said yet whether it is good. */
  record Shown(UserToken token) implements ShownToken {}
}
