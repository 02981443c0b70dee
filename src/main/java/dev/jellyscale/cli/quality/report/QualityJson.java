package dev.jellyscale.cli.quality.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports as one JSON document each. */
public final class QualityJson implements ReportForm {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PrintWriter out;

  public QualityJson(PrintWriter out) {
    this.out = out;
  }

  private record Document(
      int scale, @Nullable String compress, List<String> models, List<File> files, Mean mean) {}

  private record File(String source, int frames, List<Figures> results) {}

  private record Mean(List<Figures> results) {}

  private record Figures(String model, double psnr, double gain, double ssim) {}

  private record ChartDocument(
      int scale, @Nullable String compress, List<String> models, int blocks, List<Texture> chart) {}

  private record Texture(String model, double variance) {}

  @Override
  public void print(QualityReport report) {
    var names = report.contenders();
    var files =
        report.rows().stream()
            .map(row -> new File(row.source(), row.frames(), figures(names, row.scores())))
            .toList();
    write(
        new Document(
            report.scale(),
            report.compress().orElse(null),
            names,
            files,
            new Mean(figures(names, report.mean()))));
  }

  @Override
  public void print(ChartReport report) {
    var names = report.contenders();
    var textures =
        IntStream.range(0, names.size())
            .mapToObj(i -> new Texture(names.get(i), report.variances().get(i)))
            .toList();
    write(
        new ChartDocument(
            report.scale(), report.compress().orElse(null), names, report.blocks(), textures));
  }

  private static List<Figures> figures(List<String> names, List<Score> scores) {
    double baseline = scores.getFirst().psnr();
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> {
              var score = scores.get(i);
              return new Figures(names.get(i), score.psnr(), score.psnr() - baseline, score.ssim());
            })
        .toList();
  }

  private void write(Object document) {
    try {
      out.println(MAPPER.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers and names are JSON", e);
    }
  }
}
