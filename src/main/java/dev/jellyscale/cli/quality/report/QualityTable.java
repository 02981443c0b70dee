package dev.jellyscale.cli.quality.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Reports as tables for people. */
public final class QualityTable implements ReportForm {
  private static final int FIRST_WIDTH = 20;
  private static final int BASELINE_WIDTH = 19;
  private static final int MODEL_WIDTH = 28;
  private static final int VARIANCE_WIDTH = 12;

  private final PrintWriter out;

  public QualityTable(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(QualityReport report) {
    int first = width(report);
    var names = report.contenders();
    out.print(padded("dB, gain, SSIM of Y", first));
    for (int i = 0; i < names.size(); i++) {
      out.print(aligned(names.get(i), i == 0 ? BASELINE_WIDTH : MODEL_WIDTH));
    }
    out.println();
    for (var row : report.rows()) {
      print(padded(row.source(), first), names, row.scores());
    }
    print(padded("mean", first), names, report.mean());
  }

  private static int width(QualityReport report) {
    return report.rows().stream()
        .mapToInt(row -> row.source().length())
        .reduce(FIRST_WIDTH, Math::max);
  }

  private void print(String first, List<String> names, List<Score> scores) {
    out.print(first);
    for (int i = 0; i < scores.size(); i++) {
      var score = scores.get(i);
      if (i == 0) {
        var cells = String.format(Locale.ROOT, "%10.3f %8.4f", score.psnr(), score.ssim());
        out.print(aligned(cells, Math.max(BASELINE_WIDTH, names.get(i).length())));
      } else {
        double gain = QualityRow.gain(scores, i - 1);
        var cells =
            String.format(Locale.ROOT, "%10.3f %+8.3f %8.4f", score.psnr(), gain, score.ssim());
        out.print(aligned(cells, Math.max(MODEL_WIDTH, names.get(i).length())));
      }
    }
    out.println();
  }

  @Override
  public void print(ChartReport report) {
    out.print(padded("", FIRST_WIDTH));
    report.contenders().forEach(name -> out.print(aligned(name, VARIANCE_WIDTH)));
    out.println();
    out.print(padded("variance, codes²", FIRST_WIDTH));
    for (int i = 0; i < report.contenders().size(); i++) {
      var cell = String.format(Locale.ROOT, "%.4f", report.variances().get(i));
      out.print(aligned(cell, Math.max(VARIANCE_WIDTH, report.contenders().get(i).length())));
    }
    out.println();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Right-aligned, after one blank. */
  private static String aligned(String text, int width) {
    return " " + " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
