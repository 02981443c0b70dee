package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.model.ModelTraits.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The first picture that a model took.
 *
 * @param conventions the layout in which it took it, all else plain
 * @param picture what it took
 * @param scale how many times as wide and high its answer was
 */
record FirstAnswer(Conventions conventions, Picture picture, int scale) {
  private static final Set<Integer> SCALES = Set.of(1, 2, 3, 4, 8);

  /** Sizes to try where any is declared: multiples of 16, 48, 64, 40 and 56. */
  private static final List<Size> SIZES =
      List.of(
          new Size(64, 48),
          new Size(96, 48),
          new Size(192, 128),
          new Size(240, 120),
          new Size(112, 56));

  private record Attempt(Conventions conventions, Picture picture) {}

  /**
   * Tries the layouts and shapes that the declaration leaves open.
   *
   * @throws BadModel if none of them gives a finite image of a whole multiple of its size
   */
  static FirstAnswer of(TrialRun run) {
    var attempts = attempts(run.contract());
    for (var attempt : attempts) {
      var answer = run.tryRun(attempt.picture(), attempt.conventions());
      if (answer.isPresent() && isScaled(attempt.picture(), answer.get())) {
        return checked(run.contract(), attempt, answer.get());
      }
    }
    var first = attempts.getFirst();
    var answer = run.run(first.picture(), first.conventions());
    throw new BadModel(
        "Model '%s' turns %dx%d into %dx%d, which is not 1, 2, 3, 4 or 8 times the size"
            .formatted(
                run.contract().id(),
                first.picture().width(),
                first.picture().height(),
                answer.width(),
                answer.height()));
  }

  private static boolean isScaled(Picture in, Picture out) {
    int scale = out.width() / in.width();
    return out.width() == in.width() * scale
        && out.height() == in.height() * scale
        && SCALES.contains(scale);
  }

  private static FirstAnswer checked(ModelContract contract, Attempt attempt, Picture answer) {
    if (!answer.isFinite()) {
      throw new BadModel(
          "Model '%s' gives values that are not finite numbers".formatted(contract.id()));
    }
    int scale = answer.width() / attempt.picture().width();
    return new FirstAnswer(attempt.conventions(), attempt.picture(), scale);
  }

  private static List<Attempt> attempts(ModelContract contract) {
    var attempts = new ArrayList<Attempt>();
    for (var layout : contract.layouts()) {
      var conventions = Conventions.of(layout);
      for (var size : sizes(contract, conventions)) {
        for (int channels : channels(contract, conventions)) {
          attempts.add(
              new Attempt(
                  conventions,
                  Picture.noise(
                      1,
                      Math.toIntExact(Math.max(1, contract.inputSize(0))),
                      channels,
                      size.height(),
                      size.width())));
        }
      }
    }
    return attempts;
  }

  private static List<Size> sizes(ModelContract contract, Conventions conventions) {
    long height = contract.inputSize(conventions.place(2));
    long width = contract.inputSize(conventions.place(3));
    return SIZES.stream()
        .map(
            size ->
                new Size(
                    Math.toIntExact(width > 0 ? width : size.width()),
                    Math.toIntExact(height > 0 ? height : size.height())))
        .distinct()
        .toList();
  }

  private static List<Integer> channels(ModelContract contract, Conventions conventions) {
    int declared = Math.toIntExact(contract.inputSize(conventions.place(1)));
    return declared > 0 ? List.of(declared) : List.of(1, 3);
  }
}
