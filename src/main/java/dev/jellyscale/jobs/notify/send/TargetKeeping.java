package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.PrivateTargets;
import dev.jellyscale.jobs.notify.TargetAddress;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.secret.HiddenText;
import dev.jellyscale.jobs.secret.SecretRows;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.outbox.TargetRows;
import java.time.Duration;
import java.util.Optional;

/** Makes, changes and forgets targets together with their secrets; each in one transaction. */
record TargetKeeping(TargetRows targets, SecretRows secrets, PrivateTargets allowed) {

  /** A target that is to be, and the one before it. */
  private record Plan(TargetName name, TargetWish wish, Optional<NotifyTarget> before) {

    boolean keepsKind() {
      return before.map(target -> target.kind() == wish.kind()).orElse(false);
    }

    TargetAddress shown() {
      return wish.address()
          .map(text -> TargetAddress.parse(text.reveal()))
          .or(() -> before.map(target -> TargetAddress.parse(target.host())))
          .orElseThrow(() -> new Invalid("A new target needs its address"));
    }
  }

  /**
   * Makes or changes a target.
   *
   * @param sameKey whether the key is the one that it has
   * @return whether it is new
   */
  boolean put(Change change, TargetName name, TargetWish wish, boolean sameKey) {
    var plan = new Plan(name, wish, targets.lock(change, name));
    if (!plan.keepsKind() && wish.address().isEmpty()) {
      throw new Invalid("A new target, and one of another kind, needs its address");
    }
    require(change, plan);
    write(change, plan, sameKey);
    return plan.before().isEmpty();
  }

  private void require(Change change, Plan plan) {
    var kind = plan.wish().kind();
    boolean hadKey = plan.keepsKind() && secrets.has(change, NotifyTarget.keySecret(plan.name()));
    boolean given = plan.wish().key().isPresent();
    var address = plan.shown();
    if (kind == TargetKind.WEBHOOK && !given && !hadKey) {
      throw new Invalid("A webhook needs a key that its messages are signed with");
    }
    boolean moves =
        plan.before().map(target -> !target.host().equals(address.shown())).orElse(false);
    if (kind == TargetKind.NTFY && hadKey && !given && moves) {
      // Whoever may change an address could have the token sent to himself.
      throw new Invalid("Another host needs its token anew");
    }
    address.require(
        allowed, kind == TargetKind.DISCORD || (kind == TargetKind.NTFY && (given || hadKey)));
  }

  private void write(Change change, Plan plan, boolean sameKey) {
    var name = plan.name();
    var wish = plan.wish();
    var now = change.instant();
    targets.put(
        change,
        new NotifyTarget(name, wish.kind(), plan.shown().shown(), wish.occasions(), now, now));
    if (!plan.keepsKind()) {
      secrets.remove(change, NotifyTarget.keySecret(name));
    }
    wish.address()
        .ifPresent(
            text -> secrets.put(change, NotifyTarget.addressSecret(name), text, Duration.ZERO));
    wish.key()
        .filter(_ -> !(sameKey && plan.keepsKind()))
        .ifPresent(text -> secrets.put(change, NotifyTarget.keySecret(name), text, wish.overlap()));
  }

  /** Whether a target has this very key now; one that cannot be opened is another one. */
  boolean hasKey(TargetName name, HiddenText key) {
    try {
      return secrets.valid(NotifyTarget.keySecret(name)).stream()
          .findFirst()
          .map(key::isSameAs)
          .orElse(false);
    } catch (Unavailable _) {
      return false;
    }
  }

  /** Forgets a target; false where there is none. */
  boolean remove(Change change, TargetName name) {
    boolean removed = targets.remove(change, name);
    secrets.remove(change, NotifyTarget.addressSecret(name));
    secrets.remove(change, NotifyTarget.keySecret(name));
    return removed;
  }
}
