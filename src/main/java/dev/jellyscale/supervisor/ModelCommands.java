package dev.jellyscale.supervisor;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.util.List;

/**
 * What can be done with a model, always in a renderer process and never in this one. Calls block
 * until the renderer has answered. Every method throws {@link
 * dev.jellyscale.error.JellyscaleException.BadModel} for a model that cannot upscale pictures, and
 * {@link dev.jellyscale.error.JellyscaleException.EngineFailure} where the renderer died or no
 * device runs the model; the next call then has a new renderer.
 */
public interface ModelCommands {

  /**
   * Inspects a model and runs it on a test chart, without keeping it open.
   *
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  ModelTraits probe(ModelSource model) throws InterruptedException;

  /**
   * Opens a model, or finds it open.
   *
   * @return where it is open, and what it takes there in all renderers together
   */
  OpenFacts open(ModelSource model) throws InterruptedException;

  /**
   * {@link #open(ModelSource)} on behalf of somebody. Where nobody has to wait for renderers, a
   * place has no effect.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if the place is refused, or its
   *     deadline comes before the opening begins
   */
  default OpenFacts open(ModelSource model, QueuePlace place) throws InterruptedException {
    return open(model);
  }

  /** Closes a model; closing one that is not open has no effect. */
  void close(ModelSource model) throws InterruptedException;

  /** Measures a model at each size, in the order given. */
  List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes) throws InterruptedException;
}
