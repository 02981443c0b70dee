package dev.jellyscale.jobs.node;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of a node, which one process has at a time. Who has held a database file's folder alone
 * since his start knows that his predecessor is dead; on a server that several nodes use, a
 * predecessor is dead if it gives no sign of life for {@link #SILENCE}.
 */
final class NodeNaming {
  private static final System.Logger LOG = System.getLogger(NodeNaming.class.getName());
  private static final int BOOT_BYTES = 4;

  /** Living nodes give a sign of life each second. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** No sign of life counts. */
  private static final Duration KNOWN_TO_BE_DEAD = Duration.ofMillis(-1);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final JobStore store;
  private final Boot boot;
  private final Duration silence;

  /** What stands in the row. */
  private volatile Optional<Announcement> told = Optional.empty();

  NodeNaming(JobStore store, NodeName name) {
    this.store = store;
    this.boot = new Boot(name, boot());
    this.silence = store.database().isShared() ? SILENCE : KNOWN_TO_BE_DEAD;
  }

  /** Whoever was killed and comes again under the same name is somebody else to the scheduler. */
  private static String boot() {
    var bytes = new byte[BOOT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What begins the names of this start's schedulers. */
  String scheduler() {
    return ofAllStarts() + boot.id();
  }

  private String ofAllStarts() {
    // A node's name has no such sign.
    return boot.name() + "#";
  }

  private interface Attempt {
    boolean succeeds();
  }

  /**
   * Returns when no other node lives that has the name; takes nothing.
   *
   * @throws Conflict if one does
   */
  void awaitFree() throws InterruptedException {
    if (!silence.isNegative()) {
      within(() -> !store.nodes().hasRival(boot, silence));
    }
  }

  /**
   * Takes the name, and frees what earlier starts have left.
   *
   * @throws Conflict if another node lives that has it
   */
  void take(Announcement announcement) throws InterruptedException {
    within(() -> store.nodes().started(announcement, boot, silence));
    told = Optional.of(announcement);
    int executions = store.leftovers().forget(ofAllStarts(), scheduler());
    int segments = store.leftovers().lose(boot.name(), cause("the node was started anew"));
    if (executions + segments > 0) {
      LOG.log(
          Level.INFO,
          "{0} was killed with {1} segments; they are rendered anew",
          boot.name(),
          segments);
    }
  }

  private void within(Attempt attempt) throws InterruptedException {
    long deadline = System.nanoTime() + silence.plus(BETWEEN_LOOKS).toNanos();
    while (!attempt.succeeds()) {
      if (System.nanoTime() > deadline) {
        throw taken();
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private Conflict taken() {
    return new Conflict(
        "Another node that works with this database has the name '%s'; give this one another by JELLYSCALE_NODE"
            .formatted(boot.name()));
  }

  /**
   * Gives a sign of life, and tells what has another name now.
   *
   * @throws Conflict if another node has taken the name meanwhile
   */
  void live(Announcement announcement) {
    if (!isKnown(announcement) && !store.nodes().started(announcement, boot, silence)) {
      throw taken();
    }
    told = Optional.of(announcement);
  }

  private boolean isKnown(Announcement announcement) {
    return told.equals(Optional.of(announcement))
        ? store.nodes().alive(boot)
        : store.nodes().renamed(announcement.devices(), boot);
  }

  /** Gives a sign of life, and tells that nothing is taken any more. */
  void drain() {
    store.nodes().draining(boot);
  }

  /** Gives a last sign of life while the node drains; its name may be another's already. */
  void liveOn() {
    store.nodes().alive(boot);
  }

  /**
   * Gives back what could not be given back one by one, and forgets the node. One that never had
   * the name leaves alone what another of that name renders.
   */
  void leave() {
    store.leftovers().forget(scheduler(), "");
    if (told.isPresent() && !store.nodes().hasRival(boot, silence)) {
      store.leftovers().lose(boot.name(), cause("the node stops"));
    }
    store.nodes().gone(boot);
  }

  private Cause cause(String why) {
    return new Cause(boot.name().value(), why);
  }
}
