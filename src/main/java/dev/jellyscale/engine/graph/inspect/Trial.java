package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import java.util.List;

/**
 * What came out when a model was run on small pictures.
 *
 * @param contract the model, freed from declared sizes where that changes nothing else
 * @param scale how many times as wide and high its output is
 * @param channels 1 or 3
 * @param chart what it made of the test chart
 * @param sight what an output pixel depends on
 * @param freedom which shapes of input it takes
 * @param notes sentences for the report
 */
public record Trial(
    ModelContract contract,
    int scale,
    int channels,
    ChartTrial chart,
    Sight sight,
    Freedom freedom,
    List<String> notes) {

  /** Samples of the largest picture that is tried: a bit more than 1920x1080 in three channels. */
  private static final long MOST_SAMPLES = 1 << 23;

  /**
   * Runs a model on the CPU.
   *
   * @param threads of a run; 0 takes all cores
   * @throws BadModel if it does not turn images into finite images of 1, 2, 3, 4 or 8 times their
   *     size, or declares a size that is too large to be tried
   */
  public static Trial of(ModelContract declared, int threads) {
    checkDeclaredSize(declared);
    try (var run = TrialRun.open(declared, threads)) {
      var first = FirstAnswer.of(run);
      var chart = ChartTrial.of(run, first);
      if (chart.conventions().equals(Conventions.PLAIN)) {
        return tried(run, first, chart);
      }
      try (var adaptedRun = run.of(Adaptation.of(declared, chart.conventions()))) {
        return tried(adaptedRun, first, chart);
      }
    }
  }

  private static Trial tried(TrialRun run, FirstAnswer first, ChartTrial chart) {
    var contract = run.contract();
    var sight = ReceptiveField.of(contract, first.scale());
    int channels = first.picture().channels();
    var trial = new Trial(contract, first.scale(), channels, chart, sight, Freedom.NONE, List.of());
    return trial.released(run, first.picture());
  }

  private Trial released(TrialRun run, Picture picture) {
    boolean anySize = isFree(contract, 2) && isFree(contract, 3);
    if (anySize && isFree(contract, 0)) {
      return with(contract, Freedom.of(run, picture, scale), notes);
    }
    var freed = SizeRelease.of(run, picture, sight.radius());
    if (freed.isPresent()) {
      try (var freedRun = run.of(freed.get())) {
        var freedom = Freedom.of(freedRun, picture, scale);
        return with(freed.get(), freedom, anySize ? notes : List.of(note(contract)));
      }
    }
    checkFixed(contract);
    return anySize ? with(contract, new Freedom(true, 1, false), notes) : this;
  }

  private Trial with(ModelContract model, Freedom shapes, List<String> sentences) {
    return new Trial(model, scale, channels, chart, sight, shapes, sentences);
  }

  /** A file may declare anything, and what it declares is allocated. */
  private static void checkDeclaredSize(ModelContract contract) {
    long samples = 1;
    for (int dimension = 0; dimension < 4; dimension++) {
      long size = Math.max(1, contract.inputSize(dimension));
      if (size > MOST_SAMPLES / samples) {
        throw new BadModel(
            "Model '%s' declares an input of more than %d samples, which is too large to be tried"
                .formatted(contract.id(), MOST_SAMPLES));
      }
      samples *= size;
    }
  }

  private static boolean isFree(ModelContract contract, int dimension) {
    return contract.inputSize(dimension) < 0;
  }

  private static void checkFixed(ModelContract contract) {
    if (isFree(contract, 2) != isFree(contract, 3)) {
      throw new BadModel("Model '%s' fixes only one of width and height".formatted(contract.id()));
    }
    if (contract.inputSize(0) > 1) {
      throw new BadModel(
          "Model '%s' takes %d images at a time and no other number"
              .formatted(contract.id(), contract.inputSize(0)));
    }
  }

  private static String note(ModelContract contract) {
    return "Model '%s' declares a size of %s, but takes any size with the same result"
        .formatted(contract.id(), declaredSize(contract));
  }

  private static String declaredSize(ModelContract contract) {
    var width = isFree(contract, 3) ? "any width" : String.valueOf(contract.inputSize(3));
    var height = isFree(contract, 2) ? "any height" : String.valueOf(contract.inputSize(2));
    return width + "x" + height;
  }
}
