package dev.jellyscale.jobs.notify;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who is told of events. Where exactly, and by what key, is a secret and no part of it.
 *
 * @param host scheme, host and port of its address
 */
public record NotifyTarget(
    TargetName name,
    TargetKind kind,
    String host,
    Set<Occasion> occasions,
    Instant madeAt,
    Instant changedAt) {

  public NotifyTarget {
    occasions = Set.copyOf(occasions);
  }

  /** Name of the secret that is its address. */
  public static String addressSecret(TargetName name) {
    return "notify/" + name + "/address";
  }

  /** Name of the secret that is its key or its token. */
  public static String keySecret(TargetName name) {
    return "notify/" + name + "/key";
  }
}
