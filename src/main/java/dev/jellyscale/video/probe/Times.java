package dev.jellyscale.video.probe;

import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.video.ffmpeg.Limits;
import java.util.Arrays;

/** A growing list of timestamps, at most {@link Limits#FRAMES}. */
final class Times {
  private static final int FIRST_CAPACITY = 1024;

  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  void add(long time) {
    if (size == Limits.FRAMES) {
      throw new LimitExceeded("A video of more than " + Limits.FRAMES + " frames is too long");
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(Limits.FRAMES, size * 2));
    }
    values[size++] = time;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }

  long[] sorted() {
    var copy = toArray();
    Arrays.sort(copy);
    return copy;
  }
}
