package dev.jellyscale.model.inspect;

import dev.jellyscale.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Numbers names in the order in which they come. A name is kept as 128 bits of its SHA-256, so that
 * a hundred thousand long ones need no more memory than short ones, and none can be made to
 * collide.
 */
final class NameTable {
  private static final int FIRST_SLOTS = 1 << 10;

  private final MessageDigest digest;
  private long[] high = new long[FIRST_SLOTS];
  private long[] low = new long[FIRST_SLOTS];
  private int[] numbers = unused(FIRST_SLOTS);
  private int size;

  NameTable() {
    digest = Sha256.digest();
  }

  /** How many different names there were. */
  int size() {
    return size;
  }

  /** Number of a name, from 0 on; a new one gets the next. */
  int number(byte[] name) {
    var hash = ByteBuffer.wrap(digest.digest(name));
    long first = hash.getLong();
    long second = hash.getLong();
    int slot = slot(first, second);
    if (numbers[slot] < 0) {
      put(slot, first, second, size++);
      if (size > numbers.length / 4 * 3) {
        grow();
        return size - 1;
      }
    }
    return numbers[slot];
  }

  private int slot(long first, long second) {
    int mask = numbers.length - 1;
    int slot = (int) first & mask;
    while (numbers[slot] >= 0 && (high[slot] != first || low[slot] != second)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void put(int slot, long first, long second, int number) {
    high[slot] = first;
    low[slot] = second;
    numbers[slot] = number;
  }

  private void grow() {
    var oldHigh = high;
    var oldLow = low;
    var oldNumbers = numbers;
    int slots = 2 * oldNumbers.length;
    high = new long[slots];
    low = new long[slots];
    numbers = unused(slots);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] >= 0) {
        put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldNumbers[i]);
      }
    }
  }

  private static int[] unused(int slots) {
    var numbers = new int[slots];
    Arrays.fill(numbers, -1);
    return numbers;
  }
}
