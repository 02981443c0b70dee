package dev.jellyscale.cli.quality.report;

import java.util.List;
import java.util.Optional;

/**
 * What was measured in one call.
 *
 * @param scale of all models
 * @param compress the loss between shrinking and enlarging, as it was asked for
 * @param contenders names of the columns, bicubic first
 * @param rows one for each file, at least one
 */
public record QualityReport(
    int scale, Optional<String> compress, List<String> contenders, List<QualityRow> rows)
    implements Report {

  @Override
  public void print(ReportForm form) {
    form.print(this);
  }

  /** Means over the files, each of which counts as one. */
  public List<Score> mean() {
    return QualityRow.means(rows.stream().map(QualityRow::scores).toList());
  }
}
