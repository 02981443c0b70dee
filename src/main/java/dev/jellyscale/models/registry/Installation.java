package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.install.InstalledFile;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import dev.jellyscale.models.store.Origin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** Brings models onto this node and takes them away. */
final class Installation {
  private final ModelNames names;
  private final ModelFiles files;
  private final InstalledModels installed;
  private final OpenModels open;
  private final InstantSource clock;
  private final Map<ModelId, Arrival> arriving = new ConcurrentHashMap<>();

  /**
   * A model on its way.
   *
   * @param bytes that are there
   * @param of so many; 0 where unknown
   */
  record Arrival(long bytes, long of) {}

  Installation(
      ModelNames names,
      ModelFiles files,
      InstalledModels installed,
      OpenModels open,
      InstantSource clock) {
    this.names = names;
    this.files = files;
    this.installed = installed;
    this.open = open;
    this.clock = clock;
  }

  /** How far a model is that is being installed. */
  Optional<Arrival> arrival(ModelId model) {
    return Optional.ofNullable(arriving.get(model));
  }

  /** Fetches a model of the catalogue, unless it is there. */
  void install(ModelId model, Progress progress) throws InterruptedException {
    if (names.isShipped(model) || installed.find(model).isPresent()) {
      return;
    }
    var entry = names.entry(model).orElseThrow();
    long size = entry.file().orElseThrow().bytes();
    var placed = arrive(model, size, progress, received -> files.fetch(entry, received));
    remember(model, placed, Origin.CATALOGUE);
  }

  /** Takes an admin's own file. */
  void take(Path source, ModelId id, Progress progress) throws InterruptedException {
    if (names.entry(id).isPresent() || installed.find(id).isPresent()) {
      throw new Conflict("There is a model '" + id + "' already; give this one another id");
    }
    long size = source.toFile().length();
    var remembered = new AtomicBoolean();
    boolean done = false;
    try {
      // Remembered before it has its name: a row without a file is forgotten at the next start,
      // while nobody would know a file without a row, nor could import another under its id.
      arrive(
          id,
          size,
          progress,
          received ->
              files.take(
                  source,
                  id,
                  received,
                  file -> {
                    remember(id, file, Origin.IMPORT);
                    remembered.set(true);
                  }));
      done = true;
    } finally {
      if (!done && remembered.get()) {
        files.folder().remove(id);
        installed.remove(id);
      }
    }
  }

  private InstalledFile arrive(ModelId model, long size, Progress progress, Placing placing)
      throws InterruptedException {
    arriving.put(model, new Arrival(0, size));
    try {
      return placing.place(
          bytes -> {
            arriving.put(model, new Arrival(bytes, size));
            progress.at(bytes, size);
          });
    } finally {
      arriving.remove(model);
    }
  }

  /** Puts a file in its place. */
  private interface Placing {
    InstalledFile place(LongConsumer received) throws InterruptedException;
  }

  private void remember(ModelId model, InstalledFile file, Origin origin) {
    installed.put(
        new InstalledModel(
            model,
            file.sha256(),
            file.bytes(),
            origin,
            file.traits(),
            clock.instant(),
            Optional.empty()));
  }

  /** Whether there is a file of that id that nobody remembers, as of a lost database. */
  boolean isUnknown(ModelId model) {
    return installed.find(model).isEmpty()
        && arrival(model).isEmpty()
        && files.folder().holds(model);
  }

  private long removeUnknown(ModelId model) {
    long bytes = files.folder().file(model).toFile().length();
    files.folder().remove(model);
    return bytes;
  }

  /**
   * Removes a model, also one whose file alone is left.
   *
   * @return bytes of its file
   * @throws Denied if the installation holds it
   * @throws Conflict if it is at work
   */
  long remove(ModelId model) throws InterruptedException {
    if (names.isShipped(model)) {
      throw new Denied("Model '" + model + "' is part of the installation and stays");
    }
    if (isUnknown(model)) {
      return removeUnknown(model);
    }
    var there = names.onDisk(model);
    open.unload(model);
    // A row without a file is forgotten at the next start; a file without a row would be not.
    files.folder().remove(model);
    installed.remove(model);
    names.recent().forget(model);
    return there.bytes();
  }
}
