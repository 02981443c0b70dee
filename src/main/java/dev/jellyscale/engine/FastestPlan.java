package dev.jellyscale.engine;

import dev.jellyscale.engine.device.SessionOpener;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.tile.TileBudget;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures which batch and how many runs in flight are fastest for a grid of tiles. */
final class FastestPlan {
  private static final List<Integer> BATCHES = List.of(2, 4, 8);
  private static final int MOST_SLOTS = 3;

  /** A larger batch or one more run in flight costs memory and has to gain at least this. */
  private static final double WORTH_IT = 0.95;

  /** On a CPU only runs that are so small that starting them counts gain by a larger batch. */
  private static final long SMALL_CPU_TILE = 128 * 128;

  /** Largest staging memory of all runs in flight. */
  private static final long MOST_STAGING_BYTES = 256 << 20;

  private final InferenceSpec spec;
  private final Batching batching;
  private final MemoryBound memory;
  private final RunLimits limits;
  private final SessionOpener opener;

  FastestPlan(InferenceSpec spec, EngineOptions options, SessionOpener opener) {
    this.spec = spec;
    batching = options.batching();
    memory = options.memory();
    limits = options.limits();
    this.opener = opener;
  }

  private record Timed(Found found, double nanosPerPicture) {}

  /**
   * The fastest plan that is not slower than {@code first}.
   *
   * @param first owned by this call, also when it fails; the result takes its place
   */
  Found from(Found first) throws DeviceFailure, InterruptedException {
    if (!mayGain(first.plan())) {
      return first;
    }
    Found current = first;
    try {
      int most = mostPictures(first.plan());
      var best = new Timed(first, Trial.nanosPerPicture(first, 1));
      if (batching.batch().isEmpty()) {
        for (var next = faster(best, most); next != null; next = faster(best, most)) {
          best.found().close();
          best = next;
          current = next.found();
        }
      }
      return batching.runsInFlight().isEmpty() ? withSlots(best, most) : best.found();
    } catch (DeviceFailure | InterruptedException | RuntimeException | Error e) {
      current.close();
      throw e;
    }
  }

  private boolean mayGain(RunPlan plan) {
    boolean fixed = batching.batch().isPresent() && batching.runsInFlight().isPresent();
    return !fixed
        && (plan.provider() != ExecutionProvider.CPU
            || TileBudget.tilePixels(plan.grid()) <= SMALL_CPU_TILE);
  }

  /** Tiles that may be on the device at once. */
  private int mostPictures(RunPlan plan) throws DeviceFailure {
    long device =
        memory.bytes(plan.provider()) / Math.max(1, Footprint.of(spec).tileBytes(plan.grid()));
    return limits.mostPictures((int) Math.min(device, MOST_STAGING_BYTES / stagingBytes(plan)));
  }

  /** The next larger batch, if it pays. */
  private @Nullable Timed faster(Timed best, int mostPictures) throws InterruptedException {
    int now = best.found().plan().batch();
    int batch = BATCHES.stream().filter(size -> size > now).findFirst().orElse(0);
    if (batch == 0 || batch > mostPictures) {
      return null;
    }
    Found next;
    try {
      next = Trial.open(spec, best.found().plan().withBatch(batch), opener);
    } catch (DeviceFailure e) {
      // The smaller batch works: whatever this one lacks, it is not worth more than that.
      return null;
    }
    try {
      double nanos = Trial.nanosPerPicture(next, 1);
      if (nanos <= best.nanosPerPicture() * WORTH_IT) {
        return new Timed(next, nanos);
      }
      next.close();
      return null;
    } catch (DeviceFailure e) {
      next.close();
      return null;
    } catch (InterruptedException | RuntimeException | Error e) {
      next.close();
      throw e;
    }
  }

  private long stagingBytes(RunPlan plan) {
    long pixels = TileBudget.tilePixels(plan.grid());
    int scale = spec.network().scale();
    return pixels * (1L + (long) scale * scale) * 3 * spec.input().pixels().bytesPerSample();
  }

  private Found withSlots(Timed only, int mostPictures) throws InterruptedException {
    var found = only.found();
    if (found.plan().provider() == ExecutionProvider.CPU) {
      return found;
    }
    int best = 1;
    double time = only.nanosPerPicture();
    int most = Math.min(MOST_SLOTS, mostPictures / found.plan().batch());
    for (int slots = 2; slots <= most; slots++) {
      double next = timeOrNever(found, slots);
      if (next > time * WORTH_IT) {
        break;
      }
      best = slots;
      time = next;
    }
    return new Found(found.plan().withSlots(best), found.session(), found.partlyOnCpu());
  }

  private static double timeOrNever(Found found, int slots) throws InterruptedException {
    try {
      return Trial.nanosPerPicture(found, slots);
    } catch (DeviceFailure e) {
      // Fewer runs in flight work: that is how many there will be.
      return Double.POSITIVE_INFINITY;
    }
  }
}
