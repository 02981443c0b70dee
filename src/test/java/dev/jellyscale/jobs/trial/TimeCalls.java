package dev.jellyscale.jobs.trial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls of methods that tell the time, in the constants of a class file. As their likes in {@link
 * WallClockAgent} have the same types, another owner is all that changes.
 */
final class TimeCalls {
  /** Whoever tells the time instead. */
  static final String NEW_OWNER = "dev/jellyscale/jobs/trial/WallClockAgent";

  private static final Set<String> TELLERS =
      Set.of(
          "java/lang/System.currentTimeMillis()J",
          "java/time/Instant.now()Ljava/time/Instant;",
          "java/time/Clock.systemUTC()Ljava/time/Clock;",
          "java/time/InstantSource.system()Ljava/time/InstantSource;");

  private static final int COUNT_AT = 8;
  private static final byte TEXT = 1;
  private static final byte CLASS = 7;
  private static final byte METHOD = 10;
  private static final byte METHOD_OF_INTERFACE = 11;

  private final ByteBuffer bytes;

  /** Where each constant begins, by its number. */
  private final Map<Integer, Integer> starts = new HashMap<>();

  private final int count;
  private final int end;

  TimeCalls(byte[] classFile) {
    bytes = ByteBuffer.wrap(classFile.clone());
    count = number(COUNT_AT);
    int at = COUNT_AT + Short.BYTES;
    for (int i = 1; i < count; i++) {
      starts.put(i, at);
      boolean wide = bytes.get(at) == 5 || bytes.get(at) == 6;
      at += size(at);
      i += wide ? 1 : 0;
    }
    end = at;
  }

  private int number(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Bytes of a constant, by chapter 4.4 of the JVM's specification. */
  private int size(int at) {
    return switch (bytes.get(at)) {
      case TEXT -> 3 + number(at + 1);
      case 3, 4, 9, METHOD, METHOD_OF_INTERFACE, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case 15 -> 4;
      default -> 3;
    };
  }

  /** The class with other calls; null where it has none of them. */
  byte @Nullable [] redirected() {
    List<Integer> calls = new ArrayList<>(starts.values());
    calls.removeIf(at -> !tellsTime(at));
    if (calls.isEmpty()) {
      return null;
    }
    for (int at : calls) {
      bytes.put(at, METHOD);
      bytes.putShort(at + 1, (short) (count + 1));
    }
    bytes.putShort(COUNT_AT, (short) (count + 2));
    return withNewOwner();
  }

  private boolean tellsTime(int at) {
    if (bytes.get(at) != METHOD && bytes.get(at) != METHOD_OF_INTERFACE) {
      return false;
    }
    int owner = start(number(at + 1));
    int nameAndType = start(number(at + 3));
    return TELLERS.contains(
        text(number(owner + 1))
            + "."
            + text(number(nameAndType + 1))
            + text(number(nameAndType + 3)));
  }

  private int start(int constant) {
    return starts.getOrDefault(constant, 0);
  }

  private String text(int constant) {
    int at = start(constant);
    return new String(bytes.array(), at + 3, number(at + 1), StandardCharsets.UTF_8);
  }

  /** Two constants more: the name, and the class that refers to it. */
  private byte[] withNewOwner() {
    var owner = NEW_OWNER.getBytes(StandardCharsets.UTF_8);
    var old = bytes.array();
    var result = ByteBuffer.allocate(old.length + owner.length + 6);
    result.put(old, 0, end);
    result.put(TEXT).putShort((short) owner.length).put(owner);
    result.put(CLASS).putShort((short) count);
    result.put(old, end, old.length - end);
    return result.array();
  }
}
