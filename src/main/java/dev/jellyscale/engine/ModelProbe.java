package dev.jellyscale.engine;

import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelTraits;

/** Finds out what an unknown model is by running it on small pictures, on the CPU. */
public final class ModelProbe {

  private ModelProbe() {}

  /**
   * Runs a model on all cores.
   *
   * @throws dev.jellyscale.error.JellyscaleException.BadModel with one reason, if it does not turn
   *     every picture into one of the same contents and of 1, 2, 3, 4 or 8 times the size
   */
  public static ModelTraits probe(ModelFile file) {
    return probe(file, 0);
  }

  /**
   * Runs a model.
   *
   * @param threads of a run; 0 takes all cores
   * @see #probe(ModelFile)
   */
  public static ModelTraits probe(ModelFile file, int threads) {
    return Network.open(file, threads).requirePictures().traits();
  }
}
