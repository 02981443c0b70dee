package dev.jellyscale.renderer.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the filter as the kernel would, instruction by instruction. */
class SeccompTest {
  private static final int SELF = 4711;
  private static final int X86_64 = 0xC000003E;
  private static final int I386 = 0x40000003;
  private static final int X32 = 0x40000000;
  private static final int ALLOWED = 0x7FFF0000;
  private static final int KILLED = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NO_SUCH_CALL = 0x00050026;
  private static final int SOCKET = 41;
  private static final int SOCKET_PAIR = 53;
  private static final int CLONE = 56;

  private static int decisionOn(int machine, int call, long... arguments) {
    var facts = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    facts.putInt(call).putInt(machine).putLong(0);
    for (long argument : arguments) {
      facts.putLong(argument);
    }
    try (var arena = Arena.ofConfined()) {
      return run(Seccomp.program(SELF).build(arena), facts);
    }
  }

  private static int run(MemorySegment program, ByteBuffer facts) {
    int length = Short.toUnsignedInt(program.get(ValueLayout.JAVA_SHORT, 0));
    var code = program.get(ValueLayout.ADDRESS, 8).reinterpret(length * 8L);
    int accumulator = 0;
    for (int at = 0; at < length; at++) {
      int operand = code.get(ValueLayout.JAVA_INT, at * 8L + 4);
      boolean jump;
      switch (code.get(ValueLayout.JAVA_SHORT, at * 8L)) {
        case 0x06 -> {
          return operand;
        }
        case 0x20 -> {
          accumulator = facts.getInt(operand);
          continue;
        }
        case 0x54 -> {
          accumulator &= operand;
          continue;
        }
        case 0x15 -> jump = accumulator == operand;
        case 0x35 -> jump = Integer.compareUnsigned(accumulator, operand) >= 0;
        case 0x45 -> jump = (accumulator & operand) != 0;
        default -> throw new AssertionError("No such instruction at " + at);
      }
      at += Byte.toUnsignedInt(code.get(ValueLayout.JAVA_BYTE, at * 8L + (jump ? 2 : 3)));
    }
    throw new AssertionError("The filter ends without a decision");
  }

  private static int decision(int call, long... arguments) {
    return decisionOn(X86_64, call, arguments);
  }

  @Test
  void callsOfAnotherMachineEndTheProcess() {
    assertThat(decisionOn(I386, 1)).isEqualTo(KILLED);
  }

  @Test
  void callsOfX32AreRefused() {
    assertThat(decision(X32 | 1)).isEqualTo(NOT_PERMITTED);
    assertThat(decision(X32 | 520)).isEqualTo(NOT_PERMITTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 9, 11, 39, 202, 231, 257, 280, 318})
  void whatEverybodyNeedsIsAllowed(int call) {
    assertThat(decision(call)).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(ints = {42, 49, 57, 58, 59, 76, 90, 91, 92, 101, 188, 260, 268, 322, 425, 452, 467})
  void whatNobodyNeedsIsRefused(int call) {
    assertThat(decision(call)).isEqualTo(NOT_PERMITTED);
  }

  @Test
  void threadsAreMadeByTheOldCallAlone() {
    assertThat(decision(435)).isEqualTo(NO_SUCH_CALL);
    assertThat(decision(CLONE, 0x3D0F00)).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(longs = {0x11, 0x01200011, 0x4111, 0x10010000, 0x20010000, 0x10000011})
  void processesAndNamespacesAreNotMade(long flags) {
    assertThat(decision(CLONE, flags)).isEqualTo(NOT_PERMITTED);
  }

  @ParameterizedTest
  @CsvSource({"1,1,true", "1,526337,true", "1,2,false", "1,524290,false", "1,3,false", "2,1,false"})
  void socketsAreStreamsOfThisMachine(int domain, int type, boolean allowed) {
    int expected = allowed ? ALLOWED : NOT_PERMITTED;
    assertThat(decision(SOCKET, domain, type)).isEqualTo(expected);
    assertThat(decision(SOCKET_PAIR, domain, type)).isEqualTo(expected);
  }

  @Test
  void signalsAndLimitsAreForItselfAlone() {
    assertThat(decision(62, SELF, 9)).isEqualTo(ALLOWED);
    assertThat(decision(62, 1, 9)).isEqualTo(NOT_PERMITTED);
    assertThat(decision(62, -1, 9)).isEqualTo(NOT_PERMITTED);
    assertThat(decision(234, SELF + 1, 1, 9)).isEqualTo(NOT_PERMITTED);
    assertThat(decision(302, 0)).isEqualTo(ALLOWED);
    assertThat(decision(302, 1)).isEqualTo(NOT_PERMITTED);
  }
}
