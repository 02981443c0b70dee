package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.PrivateTargets;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.secret.KeyRing;
import dev.jellyscale.jobs.secret.SecretRows;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.outbox.DeliveryRows;
import dev.jellyscale.jobs.store.outbox.TargetRows;
import dev.jellyscale.net.Destinations;
import dev.jellyscale.net.HostResolver;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Targets of notifications and what was sent to them; sends what is due from {@link #start} to
 * {@link #close}. May be used by many threads, and by many nodes of one database.
 */
public final class Notifications implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notifications.class.getName());
  private static final Duration RHYTHM = Duration.ofSeconds(1);

  private final JobDatabase database;
  private final NodeName node;
  private final TargetRows targets;
  private final DeliveryRows deliveries;
  private final SecretRows secrets;
  private final TargetKeeping keeping;
  private final Sender sender;
  private final Dispatch dispatch;
  private final Courier courier;

  /**
   * How they go out.
   *
   * @param node who sends
   * @param allowed what may be reached although it is not public
   * @param destinations how addresses are found and judged
   * @param longest time of a try
   */
  public record Way(
      NodeName node, PrivateTargets allowed, Destinations destinations, Duration longest) {
    private static final Duration USUAL = Duration.ofSeconds(10);

    /** The way of a node: by the system's resolver, 10 s for each try. */
    public static Way of(NodeName node, PrivateTargets allowed) {
      return new Way(
          node,
          allowed,
          new Destinations(HostResolver.ofSystem(), allowed::allow, Optional.empty()),
          USUAL);
    }
  }

  /** Nothing is sent before {@link #start}. */
  public Notifications(JobDatabase database, KeyRing keys, Way way) {
    this.database = database;
    node = way.node();
    targets = new TargetRows(database);
    deliveries = new DeliveryRows(database);
    secrets = new SecretRows(database, keys);
    keeping = new TargetKeeping(targets, secrets, way.allowed());
    sender = new Sender(way.destinations(), way.longest());
    dispatch = new Dispatch(deliveries, secrets, sender, database.clock());
    courier = new Courier(dispatch, node);
  }

  /** Seals secrets with the present key, tells the log of keys that are missing, and sends. */
  public void start() {
    start(RHYTHM);
  }

  void start(Duration rhythm) {
    try {
      secrets.reseal();
      secrets.complaint().ifPresent(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "Secrets could not be looked at: {0}", e.getMessage());
    }
    courier.start(rhythm);
  }

  /** All targets by name. */
  public List<NotifyTarget> targets() {
    return targets.all();
  }

  /**
   * A target.
   *
   * @throws NotFound if there is none of this name
   */
  public NotifyTarget target(TargetName name) {
    return targets.find(name).orElseThrow(() -> missing(name));
  }

  private static NotFound missing(TargetName name) {
    return new NotFound("There is no target '" + name + "'");
  }

  /**
   * Makes or changes a target.
   *
   * @return whether it is new
   * @throws JellyscaleException.Invalid if its address or its key may not be
   * @throws JellyscaleException.Conflict if there are too many
   * @throws JellyscaleException.Unavailable if there is no key to seal its secrets with
   */
  public boolean put(TargetName name, TargetWish wish) {
    boolean sameKey = wish.key().map(key -> keeping.hasKey(name, key)).orElse(false);
    return database.change(change -> keeping.put(change, name, wish, sameKey));
  }

  /**
   * Forgets a target, its secrets and its deliveries.
   *
   * @throws NotFound if there is none of this name
   */
  public void remove(TargetName name) {
    if (!database.change(change -> keeping.remove(change, name))) {
      throw missing(name);
    }
  }

  /**
   * Sends a test now, once; takes as long as a try.
   *
   * @return what came of it
   * @throws NotFound if there is none of this name
   */
  public Delivery test(TargetName name) {
    var claim =
        database.change(
            change ->
                targets
                    .lock(change, name)
                    .map(target -> deliveries.claimTest(change, target, node))
                    .orElseThrow(() -> missing(name)));
    dispatch.deliver(claim);
    return deliveries.find(claim.notice().id()).orElseThrow(() -> missing(name));
  }

  /**
   * Deliveries of a target, the newest first.
   *
   * @param limit most of them
   * @throws NotFound if there is none of this name
   */
  public List<Delivery> deliveries(TargetName name, int limit) {
    return deliveries.of(target(name).name(), limit);
  }

  /** What is wrong with the keys of this node, as a sentence; empty: nothing. */
  public Optional<String> complaint() {
    return secrets.complaint();
  }

  /** Sends nothing more; what is left in the middle is sent again. */
  @Override
  public void close() {
    courier.close();
    sender.close();
  }
}
