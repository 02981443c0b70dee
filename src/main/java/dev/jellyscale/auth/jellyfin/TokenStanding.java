package dev.jellyscale.auth.jellyfin;

import dev.jellyscale.auth.Caller;
import java.time.Duration;

/** What a token is worth at this moment. */
public sealed interface TokenStanding {

  /** It is somebody's. */
  record Held(Caller caller) implements TokenStanding {}

  /** It is nobody's, or that of a disabled user. */
  record Nobodys() implements TokenStanding {}

  /** Nobody was asked, because the one who shows it may be guessing. */
  record NotAsked() implements TokenStanding {}

  /** Jellyfin does not answer; after a while it may. */
  record Untold(Duration patience) implements TokenStanding {}
}
