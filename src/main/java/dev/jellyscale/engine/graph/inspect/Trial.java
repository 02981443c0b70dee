package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import java.util.List;
import java.util.OptionalInt;

/**
 * What came out when a model was run on small pictures.
 *
 * @param contract the model, freed from declared sizes where that changes nothing else
 * @param scale how many times as wide and high its output is
 * @param channels 1 or 3
 * @param field see {@link ReceptiveField}
 * @param takesAnySize whether it takes pictures of any size
 * @param batches whether it takes several pictures at a time
 * @param notes sentences for the report
 */
public record Trial(
    ModelContract contract,
    int scale,
    int channels,
    OptionalInt field,
    boolean takesAnySize,
    boolean batches,
    List<String> notes) {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int LARGEST_SCALE = 8;

  /**
   * Runs a model on the CPU.
   *
   * @throws BadModel if it does not turn images into finite images of a whole multiple of their
   *     size
   */
  public static Trial of(ModelContract declared) {
    try (var run = TrialRun.open(declared)) {
      var picture = firstPicture(run);
      int scale = scale(declared, picture, run.run(picture));
      var field = ReceptiveField.of(declared, scale);
      boolean free = isFree(declared, 2) && isFree(declared, 3);
      if (free && isFree(declared, 0)) {
        boolean batches = batches(run, picture);
        return new Trial(declared, scale, picture.channels(), field, true, batches, List.of());
      }
      var notes = free ? List.<String>of() : List.of(note(declared));
      return SizeRelease.of(run, picture, field)
          .map(freed -> freed(freed, scale, picture, field, notes))
          .orElseGet(
              () -> {
                checkFixed(declared);
                return new Trial(
                    declared, scale, picture.channels(), field, free, false, List.of());
              });
    }
  }

  private static Trial freed(
      ModelContract freed, int scale, Picture picture, OptionalInt field, List<String> notes) {
    try (var run = TrialRun.open(freed)) {
      return new Trial(freed, scale, picture.channels(), field, true, batches(run, picture), notes);
    }
  }

  private static boolean isFree(ModelContract contract, int dimension) {
    return contract.inputSize(dimension) < 0;
  }

  private static Picture firstPicture(TrialRun run) {
    var contract = run.contract();
    int images = declaredOr(1, contract, 0);
    int height = declaredOr(HEIGHT, contract, 2);
    int width = declaredOr(WIDTH, contract, 3);
    if (isFree(contract, 1)) {
      var single = Picture.noise(1, images, 1, height, width);
      return run.tryRun(single).isPresent() ? single : Picture.noise(1, images, 3, height, width);
    }
    return Picture.noise(1, images, (int) contract.inputSize(1), height, width);
  }

  private static int declaredOr(int absent, ModelContract contract, int dimension) {
    return isFree(contract, dimension) ? absent : Math.toIntExact(contract.inputSize(dimension));
  }

  private static int scale(ModelContract contract, Picture in, Picture out) {
    int scale = out.width() / in.width();
    boolean whole = out.width() == in.width() * scale && out.height() == in.height() * scale;
    if (!whole || scale < 1 || scale > LARGEST_SCALE) {
      throw new BadModel(
          "Model '%s' turns %dx%d into %dx%d, which is not 1 to %d times the size"
              .formatted(
                  contract.id(),
                  in.width(),
                  in.height(),
                  out.width(),
                  out.height(),
                  LARGEST_SCALE));
    }
    if (!out.isFinite()) {
      throw new BadModel(
          "Model '%s' gives values that are not finite numbers".formatted(contract.id()));
    }
    return scale;
  }

  private static boolean batches(TrialRun run, Picture single) {
    var pair = Picture.noise(3, 2, single.channels(), single.height(), single.width());
    double tolerance = SizeRelease.tolerance(run.contract());
    return run.tryRun(pair)
        .filter(both -> both.image(0).isNear(run.run(pair.image(0)), tolerance))
        .filter(both -> both.image(1).isNear(run.run(pair.image(1)), tolerance))
        .isPresent();
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
    return "Model '%s' declares a size of %dx%d, but takes any size with the same result"
        .formatted(contract.id(), contract.inputSize(3), contract.inputSize(2));
  }
}
