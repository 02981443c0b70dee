package dev.jellyscale.models.recommend;

import static java.util.Comparator.naturalOrder;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.recommend.Candidate.Speed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a model would be at a size that nobody has measured. Time is taken to grow with pixels;
 * of the next smaller and the next larger size measured, the slower answer counts.
 */
final class SpeedEstimate {

  private SpeedEstimate() {}

  /** Frames per second at a size; empty where nothing was measured at all. */
  static OptionalDouble at(Size size, List<Speed> measured) {
    double pixels = pixels(size);
    var sizes = measured.stream().map(speed -> pixels(speed.input())).toList();
    var smaller = sizes.stream().filter(other -> other <= pixels).max(naturalOrder());
    var larger = sizes.stream().filter(other -> other >= pixels).min(naturalOrder());
    return measured.stream()
        .filter(speed -> isAt(speed, smaller) || isAt(speed, larger))
        .mapToDouble(speed -> speed.framesPerSecond() * pixels(speed.input()) / pixels)
        .min();
  }

  private static boolean isAt(Speed speed, Optional<Double> pixels) {
    return pixels.isPresent() && pixels(speed.input()) == pixels.get();
  }

  private static double pixels(Size size) {
    return (double) size.width() * size.height();
  }
}
