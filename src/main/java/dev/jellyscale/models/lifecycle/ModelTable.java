package dev.jellyscale.models.lifecycle;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.ModelState.Failed;
import dev.jellyscale.models.lifecycle.ModelState.Installed;
import dev.jellyscale.models.lifecycle.ModelState.Loaded;
import dev.jellyscale.models.lifecycle.ModelState.Loading;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * States and leases of models. Two files may have one id, as where jobs go on with a network that
 * another build shipped: each is open for itself. Each call is one step that no other thread sees
 * half of.
 */
final class ModelTable {
  private final InstantSource clock;
  private final ModelEvents events;
  private final Map<ModelSource, OpenModel> models = new LinkedHashMap<>();

  /** What the last model took that was opened: the next one probably runs on the same device. */
  private MemoryUse lastUse = MemoryUse.host(0);

  private long losses;

  ModelTable(InstantSource clock, ModelEvents events) {
    this.clock = clock;
    this.events = events;
  }

  /**
   * The entry of a model; a new one where there is none of the same file. Those of other files with
   * its id go where nothing is open, so that there are no more than what is.
   */
  synchronized OpenModel entry(ModelSource source, long expectedBytes) {
    var known = models.get(source);
    if (known != null) {
      return known;
    }
    models.values().removeIf(other -> isOf(other, source.id()) && !isInUse(other));
    var expected = new MemoryUse(lastUse.pool(), expectedBytes, false, lastUse.deviceBytes());
    var made = new OpenModel(source, expected, clock.instant());
    models.put(source, made);
    return made;
  }

  /** A lease of a model that is open; empty where it is not. */
  synchronized Optional<Lease> leaseOpen(ModelSource source) {
    return Optional.ofNullable(models.get(source))
        .filter(model -> model.state instanceof Loaded)
        .map(this::leased);
  }

  private Lease leased(OpenModel model) {
    model.leases++;
    model.lastUsed = clock.instant();
    return new Lease(model.source, () -> giveBack(model));
  }

  private synchronized void giveBack(OpenModel model) {
    model.leases--;
    model.lastUsed = clock.instant();
  }

  synchronized void loading(OpenModel model) {
    model.openElsewhere = false;
    become(
        model,
        switch (model.state) {
          case Installed installed -> installed.loading();
          case Failed failed -> failed.loading();
          default -> throw new IllegalStateException("Model is " + model.state);
        });
  }

  /** How many times a renderer has ended. */
  synchronized long losses() {
    return losses;
  }

  /**
   * It is open, and leased to who has opened it.
   *
   * @param before the losses when it was about to be opened
   * @return empty where there were more meanwhile; nothing has changed then
   */
  synchronized Optional<Lease> loaded(OpenModel model, OpenFacts facts, long before) {
    if (losses != before) {
      return Optional.empty();
    }
    lastUse = facts.memory();
    if (model.state instanceof Loading loading) {
      become(model, loading.loaded(clock.instant(), facts));
    }
    return Optional.of(leased(model));
  }

  synchronized void failed(OpenModel model, String reason) {
    if (model.state instanceof Loading loading) {
      become(model, loading.failed(reason, clock.instant()));
    }
  }

  synchronized void givenUp(OpenModel model) {
    if (model.state instanceof Loading loading) {
      become(model, loading.givenUp());
    }
  }

  /** Counts a model as closed, unless somebody works with it or it is not open. */
  synchronized boolean closed(OpenModel model) {
    if (!closable(model)) {
      return false;
    }
    model.openElsewhere = false;
    if (model.state instanceof Loaded loaded) {
      become(model, loaded.closed());
    }
    return true;
  }

  /**
   * A renderer has ended, and what was open is so no more.
   *
   * @param everywhere whether no other renderer has it open either
   */
  synchronized void lost(String reason, boolean everywhere) {
    losses++;
    for (var model : models.values()) {
      if (model.state instanceof Loaded loaded) {
        model.openElsewhere = true;
        become(model, loaded.failed(reason, clock.instant()));
      }
      model.openElsewhere &= !everywhere;
    }
  }

  private static boolean isOf(OpenModel model, ModelId id) {
    return model.source.id().equals(id);
  }

  private static boolean isInUse(OpenModel model) {
    return takesMemory(model) || model.leases > 0 || model.state instanceof Loading;
  }

  private static boolean takesMemory(OpenModel model) {
    return model.state instanceof Loaded || model.openElsewhere;
  }

  private static boolean closable(OpenModel model) {
    return takesMemory(model) && model.leases == 0;
  }

  /** What open models take of the memory that one wants, all but that one. */
  synchronized long bytesWithout(OpenModel model) {
    return models.values().stream()
        .filter(other -> other != model && takesMemory(other) && samePool(other, model))
        .mapToLong(other -> other.expected.bytes())
        .sum();
  }

  private static boolean samePool(OpenModel one, OpenModel other) {
    return one.expected.pool() == other.expected.pool();
  }

  /** The next to be closed where memory is short for {@code wanted}. */
  synchronized Optional<OpenModel> leastRecentlyUsed(OpenModel wanted) {
    return models.values().stream()
        .filter(model -> closable(model) && model != wanted && samePool(model, wanted))
        .min(Comparator.comparing(model -> model.lastUsed));
  }

  synchronized List<OpenModel> unusedSince(Instant latest) {
    return models.values().stream()
        .filter(model -> closable(model) && !model.lastUsed.isAfter(latest))
        .toList();
  }

  /**
   * All files of an id.
   *
   * @throws Conflict if one of them is at work
   */
  synchronized List<OpenModel> idle(ModelId id) {
    var found = models.values().stream().filter(model -> isOf(model, id)).toList();
    if (found.stream().anyMatch(model -> model.leases > 0)) {
      throw new Conflict("Model '" + id + "' is at work; try again when that is done");
    }
    return found;
  }

  /** The state of an id: of its files, that of one which is open, else of the last one in use. */
  synchronized Optional<ModelState> state(ModelId id) {
    return models.values().stream()
        .filter(model -> isOf(model, id))
        .max(
            Comparator.<OpenModel, Boolean>comparing(model -> model.state instanceof Loaded)
                .thenComparing(model -> model.lastUsed))
        .map(model -> model.state);
  }

  private void become(OpenModel model, ModelState next) {
    model.state = next;
    events.tell(new ModelEvent(model.source.id(), next, clock.instant()));
  }
}
