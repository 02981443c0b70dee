package dev.jellyscale.jobs.node;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.disk.DiskWatch;
import dev.jellyscale.jobs.disk.WorkMarker;
import dev.jellyscale.jobs.janitor.Janitor;
import dev.jellyscale.jobs.janitor.Retention;
import dev.jellyscale.jobs.publish.Unpublishing;
import dev.jellyscale.jobs.publish.errand.ErrandCourier;
import dev.jellyscale.jobs.rules.scan.ScanRunner;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow;
import dev.jellyscale.jobs.work.Workshop;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a node's folders in order from {@link #start} to {@link #close}, by threads of its own. */
final class Upkeep implements AutoCloseable {
  private final Workshop workshop;
  private final WorkDirectoryRow directory;
  private final DiskWatch disks;
  private final Janitor janitor;
  private final ErrandCourier errands;
  private final Optional<ScanRunner> scans;

  Upkeep(Workshop workshop) {
    this.workshop = workshop;
    var store = workshop.store();
    var places = workshop.places();
    directory = new WorkDirectoryRow(store.database());
    var output = Optional.ofNullable(places.roots().folders().get(MediaRoots.OUTPUT));
    var folders =
        new DiskWatch.Folders(workshop.node(), places.folders().root(), output, this::isThere);
    disks = new DiskWatch(new DiskRows(store.database()), folders, places.floor());
    errands =
        new ErrandCourier(
            store,
            new Unpublishing(store.published(), places.roots()),
            places.library(),
            workshop.node());
    scans = places.library().map(library -> RuleScans.runner(workshop, library.server()));
    janitor = new Janitor(store, places.folders(), places.roots(), Retention.USUAL);
  }

  private WorkMarker marker() {
    return workshop.places().folders().marker();
  }

  private boolean isThere(Path folder) {
    var places = workshop.places();
    if (!folder.equals(places.folders().root())) {
      return places.roots().isThere(MediaRoots.OUTPUT);
    }
    marker().look(directory, workshop.node());
    return places.folders().areThere();
  }

  /**
   * Takes the work directory, and begins to look after it.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be used
   */
  void start() {
    marker().claim(directory, workshop.node());
    disks.start();
    janitor.start();
    errands.start();
    scans.ifPresent(ScanRunner::start);
  }

  /** Why the work directory is not the right one; empty: it is. */
  Optional<String> wrongFolder() {
    return marker().trouble();
  }

  @Override
  public void close() {
    scans.ifPresent(ScanRunner::close);
    errands.close();
    disks.close();
    janitor.close();
  }
}
