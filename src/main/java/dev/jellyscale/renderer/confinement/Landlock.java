package dev.jellyscale.renderer.confinement;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rules about files, TCP and signals that a thread gives itself and all that it starts, by
 * Documentation/userspace-api/landlock.rst. Newer kernels know more of them; each is used where it
 * exists.
 */
final class Landlock implements AutoCloseable {
  /** What may be done to a file or to what is beneath a folder. */
  enum Right {
    /** Run as a program. */
    EXECUTE(1),
    /** Read files, list folders. */
    READ(1 << 2 | 1 << 3),
    /** Write to files that exist. */
    WRITE(1 << 1 | 1 << 14),
    /** Make and remove files and folders, but no links, pipes, sockets or devices. */
    MAKE(1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13),
    /** Control a device. */
    CONTROL(1 << 15);

    private final long bits;

    Right(long bits) {
      this.bits = bits;
    }
  }

  private static final int CREATE_RULESET = 444;
  private static final int ADD_RULE = 445;
  private static final int RESTRICT_SELF = 446;
  private static final int ASK_VERSION = 1;
  private static final int PATH_BENEATH = 1;
  private static final int OPEN = 2;
  private static final int CLOSE = 3;
  private static final int PATH_ONLY_AND_CLOSE_ON_EXEC = 0x280000;

  private static final long FILES = (1L << 13) - 1;
  private static final long OF_A_FILE = 1 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15;
  private static final long TCP = 3;
  private static final long SCOPES = 3;

  private final long handled;
  private final int ruleset;

  private Landlock(long handled, int ruleset) {
    this.handled = handled;
    this.ruleset = ruleset;
  }

  /** Version that the kernel has; 0 where it has none. */
  static int version() {
    return (int) Math.max(0, Kernel.call(CREATE_RULESET, 0, 0, ASK_VERSION));
  }

  /**
   * Rules that allow nothing yet.
   *
   * @throws ConfinementException if the kernel refuses to hold them
   */
  static Landlock begin() throws ConfinementException {
    int version = version();
    long handled = FILES;
    handled |= version >= 2 ? 1L << 13 : 0;
    handled |= version >= 3 ? 1L << 14 : 0;
    handled |= version >= 5 ? 1L << 15 : 0;
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(24, 8);
      attributes.set(ValueLayout.JAVA_LONG, 0, handled);
      attributes.set(ValueLayout.JAVA_LONG, 8, TCP);
      attributes.set(ValueLayout.JAVA_LONG, 16, SCOPES);
      int size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
      long ruleset = Kernel.call(CREATE_RULESET, attributes.address(), size, 0);
      if (ruleset < 0) {
        throw new ConfinementException("a Landlock ruleset", ruleset);
      }
      return new Landlock(handled, (int) ruleset);
    }
  }

  /** Allows something, for a path that may be missing. */
  void allow(Path path, Right... rights) throws ConfinementException {
    try (var arena = Arena.ofConfined()) {
      long file =
          Kernel.call(
              OPEN, arena.allocateFrom(path.toString()).address(), PATH_ONLY_AND_CLOSE_ON_EXEC);
      if (file < 0) {
        return;
      }
      long bits = 0;
      for (var right : rights) {
        bits |= right.bits;
      }
      bits &= handled & (Files.isDirectory(path) ? -1L : OF_A_FILE);
      var attributes = arena.allocate(12, 8);
      attributes.set(ValueLayout.JAVA_LONG, 0, bits);
      attributes.set(ValueLayout.JAVA_INT, 8, (int) file);
      long result = Kernel.call(ADD_RULE, ruleset, PATH_BENEATH, attributes.address(), 0);
      Kernel.call(CLOSE, file);
      if (result != 0) {
        throw new ConfinementException("a Landlock rule for " + path, result);
      }
    }
  }

  /**
   * Puts the rules into force for the calling thread and all that it starts.
   *
   * @throws ConfinementException if the kernel refuses
   */
  void restrictThisThread() throws ConfinementException {
    long result = Kernel.call(RESTRICT_SELF, ruleset, 0);
    if (result != 0) {
      throw new ConfinementException("to restrict itself by Landlock", result);
    }
  }

  /** Whether such rules hold: the root folder, which everybody may list, cannot be listed. */
  static boolean holds() {
    try (var entries = Files.list(Path.of("/"))) {
      return entries.findAny().isEmpty();
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    Kernel.call(CLOSE, ruleset);
  }
}
