package dev.jellyscale.video.remux;

import dev.jellyscale.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A file system of a few kilobytes, mounted for one test. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts it, where this machine lets a test do that; the test is skipped aloud otherwise. */
  public static SmallDisk mount(Path folder, int kilobytes) {
    Requires.root();
    Requires.program("mount");
    var options = "size=" + kilobytes + "k";
    int result = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    Requires.that(result == 0, "the right to mount a file system");
    return new SmallDisk(folder);
  }

  /** Mounts it anew for reading alone, or for writing again. */
  public void remount(boolean readOnly) {
    var options = readOnly ? "remount,ro" : "remount,rw";
    int result = run("mount", "-o", options, folder.toString());
    Requires.that(result == 0, "the right to mount a file system anew");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A process that was killed may keep its files open for a moment. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (run("umount", folder.toString()) != 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Cannot unmount " + folder);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
