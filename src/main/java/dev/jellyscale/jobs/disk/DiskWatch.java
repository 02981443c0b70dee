package dev.jellyscale.jobs.disk;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Measures a node's disks and writes down what it finds, from {@link #start} to {@link #close}, by
 * a thread of its own: a network disk that does not answer holds up nothing else, and is taken for
 * not there by what is missing then.
 */
public final class DiskWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DiskWatch.class.getName());
  private static final long SECONDS_BETWEEN_LOOKS = 2;
  private static final long MOST_NANOS_BETWEEN_ROWS = Duration.ofSeconds(10).toNanos();

  /** Less than one part of so many is no news. */
  private static final long NEWS = 200;

  private final DiskRows rows;
  private final Folders folders;
  private final DiskFloor floor;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("jellyscale-disks").daemon().factory());

  private @Nullable NodeDisk last;
  private long writtenAt;

  /**
   * What a node looks at.
   *
   * @param work folder of jobs
   * @param output root of finished files; empty: the node has none
   * @param isThere whether one of them is there, and is what it was
   */
  public record Folders(NodeName node, Path work, Optional<Path> output, Predicate<Path> isThere) {

    /** Folders that are what they were wherever they are there. */
    public Folders(NodeName node, Path work, Optional<Path> output) {
      this(node, work, output, Files::isDirectory);
    }
  }

  /** Watches nothing before {@link #start}. */
  public DiskWatch(DiskRows rows, Folders folders, DiskFloor floor) {
    this(rows, folders, floor, System::nanoTime);
  }

  DiskWatch(DiskRows rows, Folders folders, DiskFloor floor, LongSupplier nanoTime) {
    this.rows = rows;
    this.folders = folders;
    this.floor = floor;
    this.nanoTime = nanoTime;
  }

  /** Looks at once, and every two seconds from then on. */
  public void start() {
    look();
    var _ =
        looks.scheduleWithFixedDelay(
            this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  /** Measures, and writes down what is news or was not told for a while. */
  synchronized void look() {
    try {
      var now = measure();
      if (last == null || isNews(last, now) || isOld()) {
        rows.measured(now);
        last = now;
        writtenAt = nanoTime.getAsLong();
      }
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "What is free on disks is not written: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // A look that throws would be the last one.
      LOG.log(Level.ERROR, "Disks cannot be watched", e);
    }
  }

  private boolean isOld() {
    return nanoTime.getAsLong() - writtenAt > MOST_NANOS_BETWEEN_ROWS;
  }

  private static boolean isNews(NodeDisk before, NodeDisk now) {
    return isNews(before.work(), now.work())
        || before.output().isPresent() != now.output().isPresent()
        || now.output()
            .filter(
                output -> {
                  var was = before.output().orElse(output);
                  return was.way() != output.way() || isNews(was.free(), output.free());
                })
            .isPresent();
  }

  private static boolean isNews(OptionalLong before, OptionalLong now) {
    if (before.isEmpty() || now.isEmpty()) {
      return before.isPresent() != now.isPresent();
    }
    return Math.abs(before.getAsLong() - now.getAsLong()) > before.getAsLong() / NEWS;
  }

  /** What there is now. */
  NodeDisk measure() {
    var work = folders.work;
    var output =
        folders.output.map(root -> new NodeDisk.Output(free(root), Mounts.way(work, root)));
    return new NodeDisk(folders.node, free(work), output, floor.bytes());
  }

  private OptionalLong free(Path folder) {
    try {
      return folders.isThere.test(folder)
          ? OptionalLong.of(Files.getFileStore(folder).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A disk cannot be measured", e);
      return OptionalLong.empty();
    }
  }

  /** Looks no more. */
  @Override
  public void close() {
    looks.shutdownNow();
  }
}
