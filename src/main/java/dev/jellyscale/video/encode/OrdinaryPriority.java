package dev.jellyscale.video.encode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Keeps threads at the priority of every other program. SVT-AV1 asks for real-time scheduling for
 * the thread that opens it and for its own ones wherever the kernel grants that, which it does to
 * root; the encoder would then stop all else on the machine. While this is open, the calling thread
 * lacks the capability {@code CAP_SYS_NICE}, and threads that are started meanwhile never have it.
 *
 * <p>Capabilities belong to threads (capabilities(7)); the layouts are those of capget(2), version
 * 3. Opened and closed by the same thread.
 */
final class OrdinaryPriority implements AutoCloseable {
  private static final int VERSION_3 = 0x20080522;
  private static final int CAP_SYS_NICE = 1 << 23;
  private static final int HEADER_BYTES = 8;
  private static final int SET_BYTES = 24;
  private static final MethodHandle CAPGET = function("capget");
  private static final MethodHandle CAPSET = function("capset");

  private final int before;

  private OrdinaryPriority(int before) {
    this.before = before;
  }

  private static MethodHandle function(String name) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  /** Takes the capability from the calling thread, if it has it. */
  static OrdinaryPriority ofThisThread() {
    int effective = effective();
    setEffective(effective & ~CAP_SYS_NICE);
    return new OrdinaryPriority(effective);
  }

  private static int effective() {
    try (var arena = Arena.ofConfined()) {
      return read(arena).get(JAVA_INT, 0);
    }
  }

  private static void setEffective(int effective) {
    try (var arena = Arena.ofConfined()) {
      var sets = read(arena);
      sets.set(JAVA_INT, 0, effective);
      call(CAPSET, header(arena), sets);
    }
  }

  /** The effective, permitted and inheritable set, 32 capabilities each, and again 32. */
  private static MemorySegment read(Arena arena) {
    var sets = arena.allocate(SET_BYTES, Integer.BYTES);
    call(CAPGET, header(arena), sets);
    return sets;
  }

  private static MemorySegment header(Arena arena) {
    var header = arena.allocate(HEADER_BYTES, Integer.BYTES);
    header.set(JAVA_INT, 0, VERSION_3); // The second word, 0, means the calling thread.
    return header;
  }

  private static void call(MethodHandle function, MemorySegment header, MemorySegment sets) {
    int result;
    try {
      result = (int) function.invokeExact(header, sets);
    } catch (Throwable e) {
      throw new IllegalStateException("The capabilities of a thread cannot be asked for", e);
    }
    if (result != 0) {
      throw new IllegalStateException("The kernel refuses to tell or to lower capabilities");
    }
  }

  /** Gives back what the thread had. */
  @Override
  public void close() {
    setEffective(before);
  }
}
