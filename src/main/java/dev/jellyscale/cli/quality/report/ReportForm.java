package dev.jellyscale.cli.quality.report;

/** A form in which reports are printed. */
public interface ReportForm {

  /** For each file and in the mean: PSNR and SSIM, and what a model gains over bicubic. */
  void print(QualityReport report);

  /** The variance that each contender adds to flat and smooth fields. */
  void print(ChartReport report);
}
