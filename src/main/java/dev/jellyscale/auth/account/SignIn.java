package dev.jellyscale.auth.account;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets people in by name and password. Guesses are slowed down by the address that they come from
 * and by the account that they are about; whoever has signed in to an account from an address
 * before does not wait there for what others guess elsewhere, but for what comes from that address.
 * Two passwords are looked at at a time. Thread-safe.
 */
public final class SignIn {
  private static final System.Logger LOG = System.getLogger(SignIn.class.getName());
  private static final int AT_ONCE = 2;
  private static final int FREE = 5;
  private static final Duration LONGEST_OF_ADDRESS = Duration.ofMinutes(15);

  /** Short, because it keeps out whoever the account belongs to. */
  private static final Duration LONGEST_OF_ACCOUNT = Duration.ofMinutes(1);

  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final int MOST_PLACES = 1_000;

  private final Accounts accounts;
  private final Sessions sessions;
  private final Strikes addresses;
  private final Strikes pairs;
  private final Strikes names;
  private final Map<String, Boolean> places = new LinkedHashMap<>(16, 0.75f, true);
  private final Semaphore free = new Semaphore(AT_ONCE);

  /** What became of an attempt. */
  public sealed interface Outcome {

    /** Welcome. */
    record In(Sessions.Opened opened) implements Outcome {}

    /** There is no such account, or it has another password; nobody is told which. */
    record Wrong() implements Outcome {}

    /** The attempt was not made; another may be after a while. */
    record Later(Duration after) implements Outcome {}
  }

  /**
   * Who comes, and from where.
   *
   * @param address for people who read the log
   * @param place that guesses are counted by
   */
  public record Attempt(String address, String place, String name, String password) {

    /** Tells no password. */
    @Override
    public String toString() {
      return "Attempt[" + address + "]";
    }
  }

  /** Nobody has tried yet. */
  public SignIn(Accounts accounts, Sessions sessions, Clock clock) {
    this(accounts, sessions, clock, Strikes.MOST_KEYS);
  }

  /**
   * @param most addresses that are counted apart
   */
  SignIn(Accounts accounts, Sessions sessions, Clock clock, int most) {
    this.accounts = accounts;
    this.sessions = sessions;
    addresses = new Strikes(FREE, LONGEST_OF_ADDRESS, clock, most);
    pairs = new Strikes(FREE, LONGEST_OF_ADDRESS, clock);
    names = new Strikes(FREE, LONGEST_OF_ACCOUNT, clock);
  }

  /**
   * Tries; takes tens of milliseconds of a processor if it is not too early.
   *
   * @throws InterruptedException if that happens while it waits for others
   */
  public Outcome attempt(Attempt attempt) throws InterruptedException {
    var wait = begin(attempt);
    if (!wait.isZero()) {
      return new Outcome.Later(wait);
    }
    if (!free.tryAcquire(BUSY.toMillis(), TimeUnit.MILLISECONDS)) {
      forgive(attempt);
      return new Outcome.Later(BUSY);
    }
    try {
      return verify(attempt)
          .map(account -> welcome(attempt, account))
          .orElseGet(() -> wrong(attempt));
    } finally {
      free.release();
    }
  }

  private static Outcome wrong(Attempt attempt) {
    LOG.log(
        Level.WARNING,
        "Sign-in failed for account ''{0}'' from {1}",
        known(attempt.name()),
        attempt.address());
    return new Outcome.Wrong();
  }

  private Outcome welcome(Attempt attempt, Accounts.Account account) {
    forgive(attempt);
    remember(attempt);
    LOG.log(Level.INFO, "Account ''{0}'' signed in from {1}", account.name(), attempt.address());
    return new Outcome.In(sessions.open(account.name(), account.role()));
  }

  private Optional<Accounts.Account> verify(Attempt attempt) {
    return attempt.password().length() > AccountSettings.LONGEST_PASSWORD
        ? Optional.empty()
        : accounts.verify(attempt.name(), attempt.password());
  }

  /** What is no name of an account may be anything, such as a password in the wrong field. */
  private static String known(String name) {
    return AccountSettings.NAME.matcher(name).matches() ? name : "?";
  }

  /** Counts the attempt as one that fails before it is made: others may come meanwhile. */
  private synchronized Duration begin(Attempt attempt) {
    boolean stranger = !places.containsKey(pair(attempt));
    var name = known(attempt.name());
    var strikes = strikes(attempt);
    var wait = strikes.wait(key(strikes, attempt));
    if (wait.isZero() && stranger) {
      wait = names.wait(name);
    }
    if (wait.isZero()) {
      strikes.strike(key(strikes, attempt));
      if (stranger) {
        names.strike(name);
      }
    }
    return wait;
  }

  /**
   * Whoever has signed in from his address before is not held up by a crowd of addresses, of which
   * somebody may have more than are counted: he is counted apart.
   */
  private Strikes strikes(Attempt attempt) {
    boolean apart = places.containsKey(pair(attempt)) && addresses.isCrowdedOut(attempt.place());
    return apart ? pairs : addresses;
  }

  private String key(Strikes strikes, Attempt attempt) {
    return strikes == pairs ? pair(attempt) : attempt.place();
  }

  private synchronized void forgive(Attempt attempt) {
    var strikes = strikes(attempt);
    strikes.forgive(key(strikes, attempt));
    if (!places.containsKey(pair(attempt))) {
      names.forgive(known(attempt.name()));
    }
  }

  private synchronized void remember(Attempt attempt) {
    places.put(pair(attempt), true);
    if (places.size() > MOST_PLACES) {
      places.remove(places.keySet().iterator().next());
    }
  }

  private static String pair(Attempt attempt) {
    return attempt.place() + " " + known(attempt.name());
  }
}
