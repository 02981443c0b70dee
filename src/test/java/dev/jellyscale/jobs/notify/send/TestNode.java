package dev.jellyscale.jobs.notify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Delivery.State;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.PrivateTargets;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.secret.HiddenText;
import dev.jellyscale.jobs.secret.KeyRing;
import dev.jellyscale.jobs.secret.KeySettings;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.models.fetch.TestTls;
import dev.jellyscale.net.Destinations;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The part of a node that sends notifications, and what tests ask of it. */
record TestNode(JobDatabase database, Notifications notifications) implements AutoCloseable {
  static final TargetName NAME = new TargetName("films");
  static final String KEY = "0123456789abcdef-key";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration QUICK = Duration.ofMillis(50);

  /** A node whose names all lead to loopback, and which may reach those that are listed. */
  static TestNode of(JobDatabase database, Path folder, String listed) {
    var allowed = PrivateTargets.ofEnvironment(Map.of("JELLYSCALE_WEBHOOK_PRIVATE", listed));
    var destinations =
        new Destinations(
            _ -> List.of(InetAddress.getLoopbackAddress()),
            allowed::allow,
            Optional.of(TestTls.client()));
    var keys =
        KeyRing.open(
            new KeySettings(Optional.empty(), Optional.empty()),
            Optional.of(folder.resolve("key")));
    var way =
        new Notifications.Way(new NodeName("node"), allowed, destinations, Duration.ofSeconds(2));
    return new TestNode(database, new Notifications(database, keys, way));
  }

  TestNode started() {
    notifications.start(QUICK);
    return this;
  }

  static TargetWish wish(TargetKind kind, String url, String key) {
    return new TargetWish(
        kind,
        Optional.of(new HiddenText(url)),
        key.isEmpty() ? Optional.empty() : Optional.of(new HiddenText(key)),
        TargetWish.USUAL_OVERLAP,
        Occasion.choosable());
  }

  void webhook(String url) {
    notifications.put(NAME, wish(TargetKind.WEBHOOK, url, KEY));
  }

  /** The only delivery of the target. */
  Delivery delivery() {
    var all = notifications.deliveries(NAME, 10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  void awaitState(State state) {
    await("a delivery that is " + state, () -> delivery().state() == state);
  }

  void awaitTries(int tries) {
    await(tries + " tries that have ended", () -> ended(tries));
  }

  private boolean ended(int tries) {
    return database.read(
        handle ->
            handle
                    .createQuery(
                        "SELECT count(*) FROM notify_delivery WHERE tries = :tries AND node IS NULL")
                    .bind("tries", tries)
                    .mapTo(Integer.class)
                    .one()
                == 1);
  }

  static void await(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Lets what waits for its time be due now. */
  void endOfWait() {
    database.change(
        change -> change.handle().createUpdate("UPDATE notify_delivery SET due_at = 0").execute());
  }

  static Set<Occasion> only(Occasion occasion) {
    return Set.of(occasion);
  }

  @Override
  public void close() {
    notifications.close();
  }
}
