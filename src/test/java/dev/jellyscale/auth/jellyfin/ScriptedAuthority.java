package dev.jellyscale.auth.jellyfin;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.UserId;
import dev.jellyscale.jellyfin.UserToken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Says of tokens what a test has told it; of others, that they are nobody's. */
final class ScriptedAuthority implements TokenAuthority {
  static final UserId ANNA = UserId.parse("a".repeat(32));

  private final Map<UserToken, Identity> identities = new ConcurrentHashMap<>();
  private final Map<UserToken, Boolean> keys = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean down;

  UserToken user(String token, boolean administrator) {
    var made = new UserToken(token);
    identities.put(made, new Identity.User(ANNA, "Anna", administrator));
    return made;
  }

  UserToken key(String token, boolean real) {
    var made = new UserToken(token);
    identities.put(made, new Identity.KeyWithoutUser());
    keys.put(made, real);
    return made;
  }

  void forget(UserToken token) {
    identities.remove(token);
  }

  void isDown(boolean now) {
    down = now;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public Identity whoIs(UserToken token) {
    answer();
    return identities.getOrDefault(token, new Identity.Unknown());
  }

  @Override
  public boolean isKey(UserToken token) {
    answer();
    return keys.getOrDefault(token, false);
  }

  private void answer() {
    calls.incrementAndGet();
    if (down) {
      throw Unavailable.until("Jellyfin does not answer", Duration.ofSeconds(5));
    }
  }
}
