package dev.jellyscale.jobs.work;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.RangeTask;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a segment is rendered where a device has too little memory: one picture at a time, then in
 * tiles of at most half a megapixel, then of an eighth. What is rendered looks the same.
 */
final class Ladder {
  /** Steps down. */
  static final int STEPS = 3;

  private static final long LARGE_TILE = 512L << 10;
  private static final long SMALL_TILE = 128L << 10;

  private Ladder() {}

  /** Limits after so many steps down. */
  static RangeTask.Limits limits(ExecutionProvider provider, int steps) {
    return new RangeTask.Limits(
        Optional.of(provider),
        steps > 0 ? OptionalInt.of(1) : OptionalInt.empty(),
        switch (steps) {
          case 0, 1 -> OptionalLong.empty();
          case 2 -> OptionalLong.of(LARGE_TILE);
          default -> OptionalLong.of(SMALL_TILE);
        });
  }
}
