package dev.jellyscale.auth.jellyfin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.UserToken;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Knows for a short while whose tokens are. Jellyfin is asked at most once per token in {@link
 * #GOOD} (twice where it is an API key), and in {@link #BAD} where the token is nobody's, however
 * many ask at the same time. What was confirmed counts until its time is over and no longer, also
 * where Jellyfin is gone; that it could not be asked is not remembered. Tokens are kept as
 * fingerprints. Thread-safe.
 */
public final class KnownTokens implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KnownTokens.class.getName());

  /** How long a confirmed token counts. */
  public static final Duration GOOD = Duration.ofSeconds(15);

  /** How long a token that is nobody's is refused without asking. */
  public static final Duration BAD = Duration.ofSeconds(5);

  private static final int MOST = 10_000;

  /** So few that what one finds out about guesses counts for the next. */
  private static final int AT_ONCE = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FAMILIAR = Duration.ofHours(12);
  private static final Duration NOTED = Duration.ofMinutes(10);
  private static final int PRINT = 16;
  private static final TokenStanding UNTOLD = new TokenStanding.Untold(PATIENCE);

  private final TokenAuthority authority;
  private final Consumer<String> count;
  private final Cache<String, TokenStanding> standings;

  /** One question for each token that is asked about; its answer is noted before it is given. */
  private final ConcurrentMap<String, CompletableFuture<TokenStanding>> asked =
      new ConcurrentHashMap<>();

  private final Cache<String, Boolean> familiar;
  private final Cache<String, Boolean> noted;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("jellyfin-identity-", 0).factory());

  /**
   * Knows nothing yet.
   *
   * @param count is told of each question to Jellyfin: {@code user}, {@code key}, {@code unknown}
   *     or {@code failed}
   */
  public KnownTokens(TokenAuthority authority, Consumer<String> count) {
    this(authority, Ticker.systemTicker(), count);
  }

  KnownTokens(TokenAuthority authority, Ticker time, Consumer<String> count) {
    this.authority = authority;
    this.count = count;
    standings =
        bounded(time)
            .expireAfter(
                Expiry.<String, TokenStanding>creating((_, standing) -> lifetime(standing)))
            .build();
    familiar = bounded(time).expireAfterAccess(FAMILIAR).build();
    noted = bounded(time).expireAfterWrite(NOTED).build();
  }

  private static Caffeine<Object, Object> bounded(Ticker time) {
    return Caffeine.newBuilder().maximumSize(MOST).ticker(time).executor(Runnable::run);
  }

  private static Duration lifetime(TokenStanding standing) {
    return switch (standing) {
      case TokenStanding.Held _ -> GOOD;
      case TokenStanding.Nobodys _ -> BAD;
      case TokenStanding.NotAsked _, TokenStanding.Untold _ -> Duration.ZERO;
    };
  }

  /**
   * Whose a token is: done already where that is known, and else when Jellyfin has answered, on
   * another thread. Never blocks, and never fails.
   *
   * @param guesses of whoever shows it, for the case that Jellyfin has to be asked
   */
  public CompletableFuture<TokenStanding> standing(UserToken token, Guesses guesses) {
    String print = token.fingerprint();
    var known = standings.getIfPresent(print);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    var mine = new CompletableFuture<TokenStanding>();
    var earlier = asked.putIfAbsent(print, mine);
    if (earlier != null) {
      return earlier;
    }
    try {
      threads.execute(() -> answer(mine, token, print, guesses));
    } catch (RejectedExecutionException _) { // The node is stopping.
      asked.remove(print);
      mine.complete(UNTOLD);
    }
    return mine;
  }

  private void answer(
      CompletableFuture<TokenStanding> mine, UserToken token, String print, Guesses guesses) {
    var standing = UNTOLD;
    try {
      var known = standings.getIfPresent(print); // It may have come since the caller looked.
      standing = known == null ? find(token, print, guesses) : known;
      if (known == null) {
        standings.put(print, standing);
      }
    } finally {
      asked.remove(print);
      mine.complete(standing);
    }
  }

  private TokenStanding find(UserToken token, String print, Guesses guesses) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return UNTOLD;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return UNTOLD;
    }
    try {
      if (guesses.areTooMany() && familiar.getIfPresent(print) == null) {
        return new TokenStanding.NotAsked();
      }
      return note(ask(token, print), print, guesses);
    } catch (Unavailable e) {
      return new TokenStanding.Untold(e.retryAfter().orElse(PATIENCE));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Jellyfin could not be asked who is calling", e);
      return UNTOLD;
    } finally {
      places.release();
    }
  }

  private TokenStanding note(TokenStanding standing, String print, Guesses guesses) {
    if (standing instanceof TokenStanding.Held) {
      familiar.put(print, true);
      return standing;
    }
    familiar.invalidate(print);
    if (noted.asMap().put(print, true) == null) {
      guesses.wrong();
    }
    return standing;
  }

  private TokenStanding ask(UserToken token, String print) {
    return switch (whoIs(token)) {
      case Identity.User user ->
          new TokenStanding.Held(
              new Caller.JellyfinUser(user.id(), user.name(), user.administrator()));
      case Identity.KeyWithoutUser _ ->
          isKey(token)
              ? new TokenStanding.Held(new Caller.JellyfinKey(print.substring(0, PRINT)))
              : new TokenStanding.Nobodys();
      case Identity.Unknown _ -> new TokenStanding.Nobodys();
    };
  }

  private Identity whoIs(UserToken token) {
    var told = "failed";
    try {
      var identity = authority.whoIs(token);
      told =
          switch (identity) {
            case Identity.User _ -> "user";
            case Identity.KeyWithoutUser _ -> "key";
            case Identity.Unknown _ -> "unknown";
          };
      return identity;
    } finally {
      count.accept(told);
    }
  }

  private boolean isKey(UserToken token) {
    var told = "failed";
    try {
      boolean key = authority.isKey(token);
      told = key ? "key" : "unknown";
      return key;
    } finally {
      count.accept(told);
    }
  }

  /** Ends the asking: whoever waits hears that Jellyfin is not available. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
