package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.schedule.View.Circumstances;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How much more each provider can take: its slots, and a little ahead. Not thread-safe. */
final class ProviderRoom {
  private final Map<ExecutionProvider, Integer> left = new EnumMap<>(ExecutionProvider.class);

  /** All is free. */
  ProviderRoom(Circumstances now) {
    for (var provider : ExecutionProvider.values()) {
      int slots = now.slots(provider);
      left.put(provider, slots == 0 ? 0 : slots + Reconciliation.AHEAD);
    }
  }

  /** Takes as many places as are wanted and free, and returns how many these are. */
  int take(ExecutionProvider provider, int wanted) {
    int free = left.getOrDefault(provider, 0);
    int taken = Math.min(free, wanted);
    left.put(provider, free - taken);
    return taken;
  }

  /**
   * Takes a place where most are free.
   *
   * @param provider the only one that will do; empty: any will
   * @return whether there was one
   */
  boolean takeAny(Optional<ExecutionProvider> provider) {
    var roomiest =
        provider.or(
            () ->
                left.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey));
    return roomiest.map(one -> take(one, 1) == 1).orElse(false);
  }
}
