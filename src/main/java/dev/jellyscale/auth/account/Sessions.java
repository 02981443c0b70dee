package dev.jellyscale.auth.account;

import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.token.Fingerprint;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in at this node, in memory alone: its end is everybody's. At most {@value #MOST};
 * the one that was not used for longest makes room. Thread-safe, and never waits.
 */
public final class Sessions {
  static final int MOST = 1_000;

  /** How long a session holds, however much it is used. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** How long a session holds that nobody uses. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LETTERS = 43;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;

  /** By the hash of the secret: who looks one up by timing learns about hashes alone. */
  private final Map<Fingerprint, Used> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private record Used(Session session, Instant last) {}

  /** A new session, and the secret that opens it, which is told now or never. */
  public record Opened(Session session, String secret) {

    /** Tells the session alone, so that no log shows the secret. */
    @Override
    public String toString() {
      return "Opened[" + session + "]";
    }
  }

  /** None yet. */
  public Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Signs somebody in. */
  synchronized Opened open(String name, Role role) {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    var session = new Session(Fingerprint.of(secret), name, role, now.plus(LIFE));
    sessions.put(session.id(), new Used(session, now));
    if (sessions.size() > MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return new Opened(session, secret);
  }

  /** The session that a secret opens, which is used thereby; empty if it opens none. */
  public Optional<Session> find(String secret) {
    return secret.length() == SECRET_LETTERS ? use(Fingerprint.of(secret)) : Optional.empty();
  }

  /** Whether a session holds still; it is used thereby. */
  public boolean isOpen(Fingerprint id) {
    return use(id).isPresent();
  }

  private synchronized Optional<Session> use(Fingerprint id) {
    var used = sessions.get(id);
    if (used == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    if (now.isBefore(used.session().ends()) && now.isBefore(used.last().plus(IDLE))) {
      sessions.put(id, new Used(used.session(), now));
      return Optional.of(used.session());
    }
    sessions.remove(id);
    return Optional.empty();
  }

  /** Signs somebody out, from now on. */
  public synchronized void close(Fingerprint id) {
    sessions.remove(id);
  }
}
