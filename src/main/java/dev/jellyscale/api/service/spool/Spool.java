package dev.jellyscale.api.service.spool;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder for bodies of requests, so that those who wait hold disk space and no memory. Bounded:
 * who finds no room is told to come later. Thread-safe.
 */
public final class Spool {
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  /** Making a file and removing it takes longer than writing a frame into one that is there. */
  private static final int MOST_KEPT = 16;

  private static final long LARGEST_KEPT = 1 << 20;

  private final Path folder;
  private final long bound;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong numbers = new AtomicLong();
  private final Queue<SpoolRoom> kept = new ArrayBlockingQueue<>(MOST_KEPT);
  private volatile boolean closed;

  private Spool(Path folder, long bound) {
    this.folder = folder;
    this.bound = bound;
  }

  /**
   * Makes the folder where it is missing, with mode 0700, and removes what a killed process left.
   *
   * @param folder of this process alone
   * @param bound bytes that all bodies may take together
   */
  public static Spool open(Path folder, long bound) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (var left = Files.newDirectoryStream(folder)) {
        for (var file : left) {
          Files.delete(file);
        }
      }
      return new Spool(folder, bound);
    } catch (IOException e) {
      throw StorageFailure.of(folder, e);
    }
  }

  /** A file for one request; to be closed. */
  public SpoolFile file() {
    var path = folder.resolve(Long.toString(numbers.incrementAndGet()));
    return new SpoolFile(this, new SpoolRoom(path));
  }

  /**
   * The same where an earlier request may have left its bytes: only those count that this request
   * writes.
   */
  public SpoolFile usedFile() {
    var used = kept.poll();
    return used == null ? file() : new SpoolFile(this, used);
  }

  /** Bytes that bodies take now. */
  public long taken() {
    return taken.get();
  }

  void reserve(int bytes) {
    if (taken.addAndGet(bytes) > bound) {
      taken.addAndGet(-bytes);
      throw ServiceFailure.later("Too many uploads are waiting; try again later", COME_AGAIN);
    }
  }

  /**
   * Keeps a file for {@link #usedFile}, or removes it.
   *
   * @param bytes that it has; negative: somebody may still be at it
   * @param reserved of the bound
   */
  void takeBack(SpoolRoom room, long bytes, long reserved) {
    taken.addAndGet(-reserved);
    if (bytes < 0 || bytes > LARGEST_KEPT || !kept.offer(room)) {
      room.remove();
    }
    if (closed) {
      removeKept(); // A request that ends later than the node's service.
    }
  }

  /** Removes what is kept, and keeps nothing from now on. */
  void close() {
    closed = true;
    removeKept();
  }

  private void removeKept() {
    for (var room = kept.poll(); room != null; room = kept.poll()) {
      room.remove();
    }
  }
}
