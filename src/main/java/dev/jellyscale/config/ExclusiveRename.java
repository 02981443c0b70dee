package dev.jellyscale.config;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Renames a file unless the new name is taken, in one step of the kernel, so that no file that
 * appears meanwhile is ever overwritten. Java has no such operation.
 */
public final class ExclusiveRename {
  private static final int AT_FDCWD = -100;
  private static final int RENAME_NOREPLACE = 1;
  private static final int EEXIST = 17;
  private static final int EXDEV = 18;
  private static final int EINVAL = 22;
  private static final int ENOSYS = 38;

  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_FIELD =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
  // int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned)
  private static final MethodHandle RENAMEAT2 =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("renameat2"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT),
              ERRNO);

  private ExclusiveRename() {}

  /**
   * Renames a file.
   *
   * @throws FileAlreadyExistsException if {@code to} exists; both are untouched
   * @throws AtomicMoveNotSupportedException if it is on another file system; nothing has happened
   */
  public static void rename(Path from, Path to) throws IOException {
    int error = renameat2(from, to);
    switch (error) {
      case 0 -> {}
      case EEXIST -> throw new FileAlreadyExistsException(to.toString());
      // The file system has no such rename: a hard link fails as well where the name is taken.
      case EINVAL, ENOSYS -> {
        Files.createLink(to, from);
        Files.delete(from);
      }
      case EXDEV ->
          throw new AtomicMoveNotSupportedException(
              from.toString(), to.toString(), "another file system");
      default -> throw new FileSystemException(from.toString(), to.toString(), "errno " + error);
    }
  }

  /** The error number, 0 for success. */
  private static int renameat2(Path from, Path to) {
    // File names are bytes; this is how Java itself turned them into strings.
    var charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(Linker.Option.captureStateLayout());
      int result =
          (int)
              RENAMEAT2.invokeExact(
                  state,
                  AT_FDCWD,
                  arena.allocateFrom(from.toString(), charset),
                  AT_FDCWD,
                  arena.allocateFrom(to.toString(), charset),
                  RENAME_NOREPLACE);
      return result == 0 ? 0 : (int) ERRNO_FIELD.get(state, 0L);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("renameat2 cannot be called", e);
    }
  }
}
