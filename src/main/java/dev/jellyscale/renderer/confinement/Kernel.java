package dev.jellyscale.renderer.confinement;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/** System calls of Linux on x86-64, by their numbers. */
final class Kernel {
  static final int EPERM = 1;
  static final int EACCES = 13;

  private static final int EXECVE = 59;
  private static final int MOST_ARGUMENTS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private Kernel() {}

  /** Makes a system call. Returns its result; where it fails, the negative error number. */
  static long call(int number, long... arguments) {
    var words = new long[MOST_ARGUMENTS];
    System.arraycopy(arguments, 0, words, 0, arguments.length);
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      long result =
          (long)
              SYSCALL.invokeExact(
                  state, (long) number, words[0], words[1], words[2], words[3], words[4], words[5]);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable e) {
      throw new IllegalStateException("A system call cannot be made", e);
    }
  }

  /**
   * Becomes another program. Returns only where that fails.
   *
   * @param command path of the program and its arguments
   * @param environment as {@code NAME=value}
   * @return the error number
   */
  static int execute(List<String> command, List<String> environment) {
    try (var arena = Arena.ofConfined()) {
      var program = arena.allocateFrom(command.getFirst());
      return (int)
          -call(
              EXECVE,
              program.address(),
              array(arena, command).address(),
              array(arena, environment).address());
    }
  }

  private static MemorySegment array(Arena arena, List<String> words) {
    // One more, which stays null and ends the array.
    var array = arena.allocate(ADDRESS, words.size() + 1L);
    for (int i = 0; i < words.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(words.get(i)));
    }
    return array;
  }
}
