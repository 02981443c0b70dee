package dev.jellyscale.cli.quality.report;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.cli.quality.luma.Ssim;
import java.util.List;

/**
 * How close a picture is to its original, or the mean of that over several.
 *
 * @param psnr decibels, at most {@value LumaImage#MOST_DECIBELS}
 * @param ssim 1 where they are equal, else less
 */
public record Score(double psnr, double ssim) {

  /**
   * Compares luma.
   *
   * @param border pixels on each side that do not count
   */
  public static Score of(LumaImage original, LumaImage result, int border) {
    return new Score(result.psnr(original, border), Ssim.of(result, original, border));
  }

  /**
   * The mean of at least one score. That of decibels is the mean of their numbers, as is usual, and
   * not that of the errors behind them.
   */
  public static Score mean(List<Score> scores) {
    return new Score(
        scores.stream().mapToDouble(Score::psnr).average().orElseThrow(),
        scores.stream().mapToDouble(Score::ssim).average().orElseThrow());
  }
}
