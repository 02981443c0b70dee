package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.notify.Delivery.Claim;
import dev.jellyscale.jobs.notify.Delivery.Result;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.RetryTimes;
import dev.jellyscale.jobs.notify.TargetAddress;
import dev.jellyscale.jobs.secret.SecretRows;
import dev.jellyscale.jobs.store.outbox.DeliveryRows;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brings what was claimed to its target, and writes down what came of it.
 *
 * @param clock the database's, so that all nodes sign by the same time
 */
record Dispatch(DeliveryRows rows, SecretRows secrets, Sender sender, InstantSource clock) {
  private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

  /** A node without the right key leaves deliveries to others, or to its next start. */
  private static final Duration WITHOUT_KEY = Duration.ofMinutes(1);

  /** Tries once. */
  void deliver(Claim claim) {
    if (RetryTimes.isTooMany(claim.tries())) {
      rows.givenUp(claim, problem("Those who sent it ended in the middle, again and again"));
      return;
    }
    SendResult sent;
    try {
      sent = send(claim);
    } catch (Unavailable e) {
      rows.released(claim, problem(String.valueOf(e.getMessage())), WITHOUT_KEY);
      return;
    }
    if (Thread.interrupted()) {
      // The node stops: what the target may have got, it gets again under the same id.
      rows.released(claim, problem("The node stopped in the middle"), Duration.ZERO);
    } else if (sent.isTaken()) {
      rows.delivered(claim, sent.result());
    } else {
      failed(claim, sent);
    }
  }

  private void failed(Claim claim, SendResult sent) {
    var wait = RetryTimes.wait(claim.tries(), sent.wish());
    if (wait.isEmpty() || sent.isGone() || claim.notice().occasion() == Occasion.TEST) {
      rows.givenUp(claim, sent.result());
      LOG.log(
          Level.WARNING,
          "A notification for {0} is given up: {1}",
          claim.target().name(),
          sent.result().problem().orElse(""));
    } else {
      rows.failed(claim, sent.result(), wait.get());
    }
  }

  private static Result problem(String sentence) {
    return new Result(OptionalInt.empty(), Optional.of(sentence));
  }

  private SendResult send(Claim claim) {
    var target = claim.target();
    var address = secrets.valid(NotifyTarget.addressSecret(target.name()));
    var keys = secrets.valid(NotifyTarget.keySecret(target.name()));
    if (address.isEmpty()) {
      return SendResult.silent("The target has no address any more");
    }
    var parcel = Packing.parcel(target.kind(), claim.notice(), keys, clock.instant());
    return sender.send(TargetAddress.parse(address.getFirst().reveal()), parcel);
  }
}
