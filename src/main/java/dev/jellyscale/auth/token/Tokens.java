package dev.jellyscale.auth.token;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The managed tokens of a node, at most {@value #MOST}. Recognising one needs no disk and never
 * blocks; making, revoking and listing do. May be used by many threads.
 */
public final class Tokens implements AutoCloseable {
  static final int MOST = 1_000;
  private static final int ID_DIGITS = 16;

  /** How exact the time of the last use is, and how often at most it is written for a token. */
  private static final Duration USE_STEP = Duration.ofMinutes(1);

  private final TokenStore store;
  private final Clock clock;

  /** By the hash of the secret: who looks one up by timing learns about hashes alone. */
  private final Map<String, TokenStore.Row> known = new ConcurrentHashMap<>();

  private final Map<String, Instant> lastUse = new ConcurrentHashMap<>();
  private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

  private Tokens(TokenStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    for (var row : store.all()) {
      known.put(row.fingerprint().hex(), row);
      row.token().lastUsed().ifPresent(time -> lastUse.put(row.token().id(), time));
    }
  }

  /** A new token: what is known of it, and its secret, which is told now or never. */
  public record Made(StoredToken token, TokenSecret secret) {}

  /**
   * Opens the database of tokens, and makes it where there is none.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if the file is no database of ours
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if a newer Jellyscale has made it
   */
  public static Tokens open(Path file, Clock clock) {
    return new Tokens(TokenStore.open(file), clock);
  }

  /** Who holds the token with this fingerprint; empty for nobody, or no longer. */
  public Optional<Caller> holder(Fingerprint presented) {
    var row = known.get(presented.hex());
    var now = clock.instant();
    if (row == null || !row.fingerprint().matches(presented) || row.token().isExpired(now)) {
      return Optional.empty();
    }
    noteUse(row.token().id(), now.truncatedTo(ChronoUnit.SECONDS));
    return Optional.of(new Caller.Managed(row.token().id(), row.token().scopes()));
  }

  /** Whether there is a token with this id still, and it has not expired. */
  public boolean isHeld(String id) {
    var now = clock.instant();
    return known.values().stream()
        .map(TokenStore.Row::token)
        .anyMatch(token -> token.id().equals(id) && !token.isExpired(now));
  }

  private void noteUse(String id, Instant now) {
    var last = lastUse.get(id);
    if (last == null || last.plus(USE_STEP).compareTo(now) <= 0) {
      lastUse.put(id, now);
      unwritten.put(id, now);
    }
  }

  /** Writes to disk when tokens were last used. Call it from time to time, not in a request. */
  public void writeUses() {
    var uses = new HashMap<>(unwritten);
    if (!uses.isEmpty()) {
      store.used(uses);
      uses.forEach(unwritten::remove);
    }
  }

  /** All tokens, also expired ones, oldest first. */
  public List<StoredToken> list() {
    return known.values().stream()
        .map(row -> withUse(row.token()))
        .sorted(Comparator.comparing(StoredToken::created).thenComparing(StoredToken::id))
        .toList();
  }

  private StoredToken withUse(StoredToken token) {
    var use = Optional.ofNullable(lastUse.get(token.id()));
    return new StoredToken(
        token.id(),
        token.name(),
        token.prefix(),
        token.scopes(),
        token.created(),
        token.expiresAt(),
        use);
  }

  /** Whether a token that has not expired may do everything, so that nobody is locked out. */
  public boolean anAdminExists() {
    var now = clock.instant();
    return known.values().stream()
        .map(TokenStore.Row::token)
        .anyMatch(token -> !token.isExpired(now) && token.scopes().contains(Scope.ADMIN));
  }

  /** How many there are, also expired ones. */
  public int count() {
    return known.size();
  }

  /**
   * Makes a token.
   *
   * @throws Conflict if there are too many
   */
  public synchronized Made make(TokenRequest request) {
    if (known.size() >= MOST) {
      throw new Conflict("There are " + MOST + " tokens; revoke one first");
    }
    var secret = TokenSecret.make();
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var token =
        new StoredToken(
            Fingerprint.of(TokenSecret.make().value()).hex().substring(0, ID_DIGITS),
            request.name(),
            secret.prefix(),
            request.scopes(),
            now,
            request.life().map(now::plus),
            Optional.empty());
    var row = new TokenStore.Row(token, secret.fingerprint());
    store.add(row);
    known.put(row.fingerprint().hex(), row);
    return new Made(token, secret);
  }

  /**
   * Makes a token worth nothing, at once and for ever.
   *
   * @throws NotFound if there is none with this id
   */
  public synchronized void revoke(String id) {
    // From memory first: whoever asks in between is refused.
    boolean was = known.values().removeIf(row -> row.token().id().equals(id));
    lastUse.remove(id);
    unwritten.remove(id);
    boolean stored = store.remove(id);
    if (!was && !stored) {
      throw new NotFound("There is no such token");
    }
  }

  /** Writes what is not yet written. */
  @Override
  public void close() {
    try {
      writeUses();
    } finally {
      store.close();
    }
  }
}
