package dev.jellyscale.cli.quality.report;

import java.util.List;
import java.util.Optional;

/**
 * What contenders invent on a chart that has no texture.
 *
 * @param scale of all models
 * @param compress the loss between shrinking and enlarging, as it was asked for
 * @param contenders names of the columns, bicubic first
 * @param blocks that counted, 8x8 pixels each
 * @param variances mean over the blocks of the variance of the error, in squared codes
 */
public record ChartReport(
    int scale,
    Optional<String> compress,
    List<String> contenders,
    int blocks,
    List<Double> variances)
    implements Report {

  @Override
  public void print(ReportForm form) {
    form.print(this);
  }
}
