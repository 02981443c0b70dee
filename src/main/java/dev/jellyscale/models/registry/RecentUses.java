package dev.jellyscale.models.registry;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelNames.OnDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What ids meant in the last minute: the frames of a player come thirty times a second, and asking
 * the database and writing into it each time would take longer than some of them do. Thread-safe.
 */
final class RecentUses {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Map<ModelId, Use> uses = new ConcurrentHashMap<>();

  private record Use(OnDisk there, Instant when) {}

  /** The file that an id meant, if that was found out less than a minute before {@code now}. */
  Optional<OnDisk> of(ModelId id, Instant now) {
    return Optional.ofNullable(uses.get(id))
        .filter(use -> Duration.between(use.when(), now).abs().compareTo(KEPT) < 0)
        .map(Use::there);
  }

  /** Remembers what an id meant. */
  void add(ModelId id, OnDisk there, Instant now) {
    uses.put(id, new Use(there, now));
  }

  /** Forgets every id that meant a model. */
  void forget(ModelId model) {
    uses.values().removeIf(use -> use.there().source().id().equals(model));
  }
}
