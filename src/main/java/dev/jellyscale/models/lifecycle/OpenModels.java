package dev.jellyscale.models.lifecycle;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.supervisor.ModelCommands;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The models that renderers have open. Opens them when they are needed, closes the least recently
 * used one where memory is short and each one that is idle for long, and never one that is leased.
 * Thread-safe; asking for states never waits for a renderer.
 */
public final class OpenModels {
  private static final int ATTEMPTS = 3;
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  /** Work that holds a model seldom ends sooner. */
  private static final Duration ROOM_AGAIN = Duration.ofSeconds(5);

  private final ModelCommands commands;
  private final LifecycleSettings settings;
  private final InstantSource clock;
  private final ModelTable table;

  /**
   * What renderers may have open although it is not counted: the opening or closing of it was
   * interrupted or has failed. Guarded by the door.
   */
  private final Set<ModelSource> uncounted = new LinkedHashSet<>();

  private volatile Optional<ModelId> kept = Optional.empty();

  /** Held while a renderer opens or closes a model: one at a time, in the order of asking. */
  private final ReentrantLock door = new ReentrantLock(true);

  public OpenModels(
      ModelCommands commands, LifecycleSettings settings, InstantSource clock, ModelEvents events) {
    this.commands = commands;
    this.settings = settings;
    this.clock = clock;
    table = new ModelTable(clock, events);
  }

  /**
   * Opens a model, or finds it open, and keeps it so until the lease is closed.
   *
   * @param fileBytes what the model is expected to take, until it was open once
   * @throws LimitExceeded if it takes more memory than models may take together
   * @throws Unavailable if the rest of the memory is taken by models at work, until one is done
   */
  public Lease lease(ModelSource source, long fileBytes) throws InterruptedException {
    return lease(source, fileBytes, QueuePlace.ofNode(Priority.INTERACTIVE));
  }

  /**
   * {@link #lease(ModelSource, long)} on behalf of somebody.
   *
   * @throws Unavailable if the model is not open, and the deadline comes before its opening begins
   */
  public Lease lease(ModelSource source, long fileBytes, QueuePlace place)
      throws InterruptedException {
    var open = table.leaseOpen(source);
    if (open.isPresent()) {
      return open.get();
    }
    enter(place);
    try {
      open = table.leaseOpen(source);
      return open.isPresent() ? open.get() : load(table.entry(source, fileBytes), place);
    } finally {
      door.unlock();
    }
  }

  private void enter(QueuePlace place) throws InterruptedException {
    if (place.deadlineNanos().isEmpty()) {
      door.lockInterruptibly();
      return;
    }
    long left = place.deadlineNanos().getAsLong() - System.nanoTime();
    if (!door.tryLock(left, TimeUnit.NANOSECONDS)) {
      throw Unavailable.until("Models were being opened until the request's deadline", COME_AGAIN);
    }
  }

  private Lease load(OpenModel model, QueuePlace place) throws InterruptedException {
    table.loading(model);
    try {
      closeUncounted();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        var lease = open(model, place);
        if (lease.isPresent()) {
          return lease.get();
        }
      }
      throw new EngineFailure(
          "The renderer ended each time when model '" + model.source.id() + "' was open", null);
    } catch (Unavailable e) {
      throw e; // Says nothing of the model.
    } catch (JellyscaleException e) {
      table.failed(model, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      table.givenUp(model);
    }
  }

  /** Empty where a renderer ended meanwhile, perhaps the one that had the model open already. */
  private Optional<Lease> open(OpenModel model, QueuePlace place) throws InterruptedException {
    long losses = table.losses();
    makeRoom(model);
    var facts = opened(model.source, place);
    model.expected = facts.memory();
    makeRoom(model);
    refuseIfTooLarge(model);
    var lease = table.loaded(model, facts, losses);
    if (lease.isPresent()) {
      uncounted.remove(model.source);
    }
    return lease;
  }

  private OpenFacts opened(ModelSource source, QueuePlace place) throws InterruptedException {
    boolean perhapsOpen = !uncounted.add(source);
    try {
      return commands.open(source, place);
    } catch (Unavailable e) {
      if (!perhapsOpen) {
        uncounted.remove(source); // No renderer has heard of it.
      }
      throw e;
    }
  }

  /** Closes what work that was interrupted, or has failed, may have left open. */
  private void closeUncounted() throws InterruptedException {
    for (var source : List.copyOf(uncounted)) {
      release(source);
    }
  }

  private void release(ModelSource source) throws InterruptedException {
    uncounted.add(source);
    commands.close(source);
    uncounted.remove(source);
  }

  /** Closes what is least recently used until {@code wanted} fits, or nothing more can go. */
  private void makeRoom(OpenModel wanted) throws InterruptedException {
    while (!fits(wanted)) {
      var oldest = table.leastRecentlyUsed(wanted);
      if (oldest.isEmpty()) {
        return;
      }
      close(oldest.get());
    }
  }

  private boolean fits(OpenModel model) {
    return table.bytesWithout(model) + model.expected.bytes() <= budget(model);
  }

  private long budget(OpenModel model) {
    return settings.memory().of(model.expected);
  }

  private void refuseIfTooLarge(OpenModel model) throws InterruptedException {
    if (fits(model)) {
      return;
    }
    release(model.source);
    var id = model.source.id();
    if (model.expected.bytes() > budget(model)) {
      throw new LimitExceeded(
          "Model '%s' takes %d bytes of the device's memory, and models may take %d together (%s)"
              .formatted(id, model.expected.bytes(), budget(model), LifecycleSettings.MEMORY));
    }
    throw Unavailable.until(
        "There is no room for model '%s' while others are at work".formatted(id), ROOM_AGAIN);
  }

  /**
   * Closes a model; one that is not open is no error.
   *
   * @throws Conflict if it is at work
   */
  public void unload(ModelId id) throws InterruptedException {
    door.lockInterruptibly();
    try {
      for (var model : table.idle(id)) {
        close(model);
      }
      table.idle(id); // Somebody may have leased it after it was found idle.
      closeUncounted();
    } finally {
      door.unlock();
    }
  }

  /** From now on this model, and no other, stays open however long nobody uses it. */
  public void neverRetire(ModelId id) {
    kept = Optional.of(id);
  }

  /** Closes models that nobody has used for long. To be called now and then. */
  public void retireIdle() throws InterruptedException {
    door.lockInterruptibly();
    try {
      for (var model : table.unusedSince(clock.instant().minus(settings.idle()))) {
        if (!kept.equals(Optional.of(model.source.id()))) {
          close(model);
        }
      }
      closeUncounted();
    } finally {
      door.unlock();
    }
  }

  /** Counts it closed first, so that whoever wants it meanwhile waits and opens it again. */
  private void close(OpenModel model) throws InterruptedException {
    if (table.closed(model)) {
      release(model.source);
    }
  }

  /**
   * A renderer has ended, and with it every model that it had open. Where others still have them
   * open, they count as open there until they are opened everywhere again or closed. Never waits.
   *
   * @param last whether no other renderer runs
   */
  public void rendererGone(String reason, boolean last) {
    table.lost(reason, last);
  }

  /** State of a model that was to be open; empty where nobody has asked for it yet. */
  public Optional<ModelState> state(ModelId id) {
    return table.state(id);
  }
}
