package dev.jellyscale.engine.graph.inspect;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * Which shapes of input a model takes.
 *
 * @param anySize whether it takes other sizes than the declared one
 * @param multiple what width and height have to be a multiple of
 * @param batches whether it takes several images at a time and answers each like alone
 */
public record Freedom(boolean anySize, int multiple, boolean batches) {
  static final Freedom NONE = new Freedom(false, 1, false);

  /** Tries a model that takes {@code picture} and other sizes. */
  static Freedom of(TrialRun run, Picture picture, int scale) {
    // What divides all sizes that it takes divides the size of this picture.
    int largest =
        BigInteger.valueOf(picture.height())
            .gcd(BigInteger.valueOf(picture.width()))
            .intValueExact();
    int multiple =
        IntStream.range(1, largest)
            .filter(m -> largest % m == 0)
            .filter(m -> takesMore(run, picture, scale, m))
            .findFirst()
            .orElse(largest);
    return new Freedom(true, multiple, batches(run, picture));
  }

  private static boolean takesMore(TrialRun run, Picture picture, int scale, int more) {
    int height = picture.height() + more;
    int width = picture.width() + more;
    return run.tryRun(Picture.noise(4, picture.images(), picture.channels(), height, width))
        .filter(out -> out.height() == height * scale && out.width() == width * scale)
        .isPresent();
  }

  private static boolean batches(TrialRun run, Picture single) {
    var pair = Picture.noise(3, 2, single.channels(), single.height(), single.width());
    double tolerance = SizeRelease.tolerance(run.contract());
    return run.tryRun(pair)
        .filter(both -> both.image(0).isNear(run.run(pair.image(0)), tolerance))
        .filter(both -> both.image(1).isNear(run.run(pair.image(1)), tolerance))
        .isPresent();
  }
}
