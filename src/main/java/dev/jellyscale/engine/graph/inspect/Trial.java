package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import java.util.List;

/**
 * What came out when a model was run on small pictures.
 *
 * @param contract the model, freed from declared sizes where that changes nothing else
 * @param scale how many times as wide and high its output is
 * @param channels 1 or 3
 * @param sight what an output pixel depends on
 * @param freedom which shapes of input it takes
 * @param notes sentences for the report
 */
public record Trial(
    ModelContract contract,
    int scale,
    int channels,
    Sight sight,
    Freedom freedom,
    List<String> notes) {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int LARGEST_SCALE = 8;

  /** Samples of the largest picture that is tried: a bit more than 1920x1080 in three channels. */
  private static final long MOST_SAMPLES = 1 << 23;

  /**
   * Runs a model on the CPU.
   *
   * @throws BadModel if it does not turn images into finite images of a whole multiple of their
   *     size, or declares a size that is too large to be tried
   */
  public static Trial of(ModelContract declared) {
    checkDeclaredSize(declared);
    try (var run = TrialRun.open(declared)) {
      var picture = firstPicture(run);
      int scale = scale(declared, picture, run.run(picture));
      var tried =
          new Trial(
              declared,
              scale,
              picture.channels(),
              ReceptiveField.of(declared, scale),
              Freedom.NONE,
              List.of());
      return tried.released(run, picture);
    }
  }

  private Trial released(TrialRun run, Picture picture) {
    boolean anySize = isFree(contract, 2) && isFree(contract, 3);
    if (anySize && isFree(contract, 0)) {
      return with(contract, Freedom.of(run, picture, scale), notes);
    }
    var freed = SizeRelease.of(run, picture, sight.radius());
    if (freed.isPresent()) {
      try (var freedRun = TrialRun.open(freed.get())) {
        var freedom = Freedom.of(freedRun, picture, scale);
        return with(freed.get(), freedom, anySize ? notes : List.of(note(contract)));
      }
    }
    checkFixed(contract);
    return anySize ? with(contract, new Freedom(true, 1, false), notes) : this;
  }

  private Trial with(ModelContract model, Freedom shapes, List<String> sentences) {
    return new Trial(model, scale, channels, sight, shapes, sentences);
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
