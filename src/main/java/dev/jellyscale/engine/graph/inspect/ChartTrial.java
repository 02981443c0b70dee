package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ValueRange;
import java.util.Locale;

/**
 * What a model made of the chart by the conventions that suit it best.
 *
 * @param conventions those by which its answer is nearest to bicubic interpolation; 0 to 1 and RGB
 *     where others are not nearer by {@link #MARGIN}, or where no answer is near; 0 to 1, too,
 *     where it is within {@link #SURE}
 * @param psnr decibels between the answer and bicubic interpolation, edges left out; at most {@link
 *     #BEST}
 * @param contrast between the brightest and the darkest sample of the answer
 * @param steady whether it answered the same when it was asked again
 */
public record ChartTrial(Conventions conventions, double psnr, double contrast, boolean steady) {
  /** Decibels by which other conventions have to be better than the usual ones. */
  static final double MARGIN = 0.5;

  /**
   * Decibels from which on values of 0 to 1 are right, whatever 0 to 255 would give: what was made
   * for 0 to 255 is far from it, because its biases are large. A network of 0 to 1 is near in both,
   * because ReLU does not mind the scale, and sharpens less where its biases are lost, which brings
   * it nearer to interpolation.
   */
  static final double SURE = 40;

  /** Decibels below which an answer is not taken for the picture that was asked for. */
  static final double FLOOR = 20;

  /** Decibels of an answer that cannot be told from bicubic interpolation. */
  static final double BEST = 100;

  private static final double LEAST_CONTRAST = 2.0 / 255;

  /** Input pixels at each edge that are not compared: networks fill what lies beyond with zeros. */
  private static final int EDGE = 6;

  /** Runs a model that took a first picture on a chart of the same shape. */
  static ChartTrial of(TrialRun run, FirstAnswer first) {
    var shape = first.picture();
    int scale = first.scale();
    var chart = Chart.of(shape.images(), shape.channels(), shape.height(), shape.width());
    var expected = Chart.enlarged(chart, scale);
    var conventions = first.conventions();
    var plain = run.run(chart, conventions);
    double tolerance = SizeRelease.tolerance(run.contract());
    boolean steady = !plain.isFinite() || plain.isNear(run.run(chart, conventions), tolerance);
    double best = psnr(plain, expected, scale);
    if (best < SURE) {
      var codes = conventions.with(ValueRange.ZERO_TO_255);
      double withCodes = psnr(run.run(chart, codes), expected, scale);
      if (isBetter(withCodes, best)) {
        conventions = codes;
        best = withCodes;
      }
    }
    if (chart.channels() > 1) {
      var swapped = conventions.with(ChannelOrder.BGR);
      double withSwapped = psnr(run.run(chart, swapped), expected, scale);
      if (isBetter(withSwapped, best)) {
        conventions = swapped;
        best = withSwapped;
      }
    }
    double contrast = run.run(chart, conventions).contrast();
    return new ChartTrial(conventions, best, contrast, steady);
  }

  private static boolean isBetter(double psnr, double best) {
    return psnr >= FLOOR && psnr > best + MARGIN;
  }

  private static double psnr(Picture answer, Picture expected, int scale) {
    int edge = scale * Math.min(EDGE, Math.min(expected.height(), expected.width()) / scale / 8);
    double sum = 0;
    long count = 0;
    for (int i = 0; i < expected.samples().length; i++) {
      int row = i / expected.width() % expected.height();
      int column = i % expected.width();
      boolean inside =
          Math.min(row, expected.height() - 1 - row) >= edge
              && Math.min(column, expected.width() - 1 - column) >= edge;
      if (inside) {
        double difference = answer.samples()[i] - expected.samples()[i];
        sum += difference * difference;
        count++;
      }
    }
    double psnr = -10 * Math.log10(sum / count);
    return Double.isNaN(psnr) ? Double.NEGATIVE_INFINITY : Math.min(psnr, BEST);
  }

  /**
   * Refuses a model that is none that enlarges pictures.
   *
   * @throws BadModel with one reason
   */
  public void check(ModelId id) {
    if (!steady) {
      throw new BadModel("Model '" + id + "' gives another answer each time it is run");
    }
    if (psnr == Double.NEGATIVE_INFINITY) {
      throw new BadModel("Model '" + id + "' gives values that are not finite numbers");
    }
    if (contrast < LEAST_CONTRAST) {
      throw new BadModel("Model '" + id + "' makes one flat colour of every picture");
    }
    if (psnr < FLOOR) {
      throw new BadModel(
          String.format(
              Locale.ROOT,
              "Model '%s' does not enlarge pictures: its test chart is %.1f dB from"
                  + " interpolation, %.0f dB is the least",
              id,
              psnr,
              FLOOR));
    }
  }
}
