package dev.jellyscale.cli.quality.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports as tables of Markdown. */
public final class MarkdownTable implements ReportForm {
  private static final String PICTURE_SUFFIX = ".png";

  private final PrintWriter out;

  public MarkdownTable(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(QualityReport report) {
    var head = new ArrayList<>(List.of("picture"));
    for (int i = 0; i < report.contenders().size(); i++) {
      var name = report.contenders().get(i);
      head.add(name + ", dB");
      if (i > 0) {
        head.add("gain, dB");
      }
      head.add("SSIM");
    }
    line(head);
    rule(head.size());
    for (var row : report.rows()) {
      line(cells(shortened(row.source()), row.scores()));
    }
    line(cells("**mean**", report.mean()));
  }

  private static String shortened(String source) {
    return source.endsWith(PICTURE_SUFFIX)
        ? source.substring(0, source.length() - PICTURE_SUFFIX.length())
        : source;
  }

  private static List<String> cells(String first, List<Score> scores) {
    var cells = new ArrayList<>(List.of(first));
    for (int i = 0; i < scores.size(); i++) {
      cells.add(number("%.3f", scores.get(i).psnr()));
      if (i > 0) {
        cells.add(number("%+.3f", QualityRow.gain(scores, i - 1)));
      }
      cells.add(number("%.4f", scores.get(i).ssim()));
    }
    return cells;
  }

  @Override
  public void print(ChartReport report) {
    var head = new ArrayList<>(List.of("chart"));
    head.addAll(report.contenders());
    line(head);
    rule(head.size());
    var cells = new ArrayList<>(List.of("variance, codes²"));
    report.variances().forEach(variance -> cells.add(number("%.4f", variance)));
    line(cells);
  }

  private static String number(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  private void line(List<String> cells) {
    cells.forEach(cell -> out.print("| " + cell.replace("|", "\\|") + " "));
    out.println("|");
  }

  private void rule(int columns) {
    out.println("|" + "---|".repeat(columns));
  }
}
