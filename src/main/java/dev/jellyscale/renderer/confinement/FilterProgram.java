package dev.jellyscale.renderer.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter of system calls in the language of the kernel's packet filters, as
 * Documentation/userspace-api/seccomp_filter.rst describes it. Each rule stands for itself: one
 * that fits ends the filter, and what fits none is allowed.
 */
final class FilterProgram {
  private static final int LOAD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int KEEP_BITS = 0x54;
  private static final int RETURN = 0x06;

  // Offsets in struct seccomp_data; of an argument the low half, which is all that an int has.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int SECOND_ARGUMENT = 24;

  private static final int X86_64 = 0xC000003E;
  private static final int X32_BIT = 0x40000000;

  private static final int ALLOW = 0x7FFF0000;
  private static final int FAIL = 0x00050000;
  private static final int KILL = 0x80000000;
  private static final int INSTRUCTION_BYTES = 8;

  private final List<Instruction> instructions = new ArrayList<>();

  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  /** A filter that so far knows only whose numbers it reads: others end the process. */
  FilterProgram() {
    add(LOAD, 0, 0, ARCHITECTURE);
    add(JUMP_EQUAL, 1, 0, X86_64);
    add(RETURN, 0, 0, KILL);
    add(LOAD, 0, 0, NUMBER);
    add(JUMP_AT_LEAST, 0, 1, X32_BIT);
    add(RETURN, 0, 0, FAIL | Kernel.EPERM);
  }

  private void add(int code, int ifTrue, int ifFalse, int operand) {
    instructions.add(new Instruction(code, ifTrue, ifFalse, operand));
  }

  /** A call fails with that error number. */
  FilterProgram refuse(int call, int error) {
    add(JUMP_EQUAL, 0, 1, call);
    add(RETURN, 0, 0, FAIL | error);
    return this;
  }

  /** A call is made only where its first argument is one of two numbers. */
  FilterProgram allowOnly(int call, int first, int second) {
    add(JUMP_EQUAL, 0, 5, call);
    add(LOAD, 0, 0, FIRST_ARGUMENT);
    add(JUMP_EQUAL, 1, 0, first);
    add(JUMP_EQUAL, 0, 1, second);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, FAIL | Kernel.EPERM);
    return this;
  }

  /** A call is made only where its first argument has one of some bits and none of others. */
  FilterProgram allowBits(int call, int needed, int refused) {
    add(JUMP_EQUAL, 0, 5, call);
    add(LOAD, 0, 0, FIRST_ARGUMENT);
    add(JUMP_ANY_BIT, 2, 0, refused);
    add(JUMP_ANY_BIT, 0, 1, needed);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, FAIL | Kernel.EPERM);
    return this;
  }

  /** A call is made only with that first argument, and that second one below a mask. */
  FilterProgram allowPair(int call, int first, int second, int mask) {
    add(JUMP_EQUAL, 0, 7, call);
    add(LOAD, 0, 0, FIRST_ARGUMENT);
    add(JUMP_EQUAL, 0, 4, first);
    add(LOAD, 0, 0, SECOND_ARGUMENT);
    add(KEEP_BITS, 0, 0, mask);
    add(JUMP_EQUAL, 0, 1, second);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, FAIL | Kernel.EPERM);
    return this;
  }

  /** The filter as a {@code struct sock_fprog}. */
  MemorySegment build(Arena arena) {
    add(RETURN, 0, 0, ALLOW);
    var code = arena.allocate((long) instructions.size() * INSTRUCTION_BYTES, INSTRUCTION_BYTES);
    for (int i = 0; i < instructions.size(); i++) {
      var one = instructions.get(i);
      long at = (long) i * INSTRUCTION_BYTES;
      code.set(ValueLayout.JAVA_SHORT, at, (short) one.code());
      code.set(ValueLayout.JAVA_BYTE, at + 2, (byte) one.ifTrue());
      code.set(ValueLayout.JAVA_BYTE, at + 3, (byte) one.ifFalse());
      code.set(ValueLayout.JAVA_INT, at + 4, one.operand());
    }
    var program = arena.allocate(16, 8);
    program.set(ValueLayout.JAVA_SHORT, 0, (short) instructions.size());
    program.set(ValueLayout.ADDRESS, 8, code);
    return program;
  }
}
