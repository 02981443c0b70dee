package dev.jellyscale.cli.quality.report;

/** What was measured in one call. */
public sealed interface Report permits QualityReport, ChartReport {

  /** Prints this in a form. */
  void print(ReportForm form);
}
