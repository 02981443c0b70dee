package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.quality.luma.Degradation;
import dev.jellyscale.cli.quality.report.ChartReport;
import dev.jellyscale.cli.quality.report.MarkdownTable;
import dev.jellyscale.cli.quality.report.QualityJson;
import dev.jellyscale.cli.quality.report.QualityReport;
import dev.jellyscale.cli.quality.report.QualityRow;
import dev.jellyscale.cli.quality.report.QualityTable;
import dev.jellyscale.cli.quality.report.Report;
import dev.jellyscale.cli.quality.report.ReportForm;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.video.baseline.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what models gain over bicubic on pictures and videos. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description =
        "Shrinks pictures and frames of videos, enlarges them by bicubic and by models, and"
            + " compares luma with the original: PSNR and SSIM, by the protocol in"
            + " docs/quality.md.")
public final class QualityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "PNG files and videos, or folders of them.")
  private List<Path> pictures = List.of();

  @Mixin private QualityOptions options;

  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a table of Markdown.")
  private boolean markdown;

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.requireSense(pictures);
    if (json && markdown) {
      throw new Invalid("--json and --markdown exclude each other");
    }
    if (options.chart()) {
      measureChart();
    } else {
      measure();
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK.code();
  }

  private void measure() throws IOException, InterruptedException {
    if (pictures.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Name a picture, a video or a folder");
    }
    var loss = options.loss();
    var files = SourceList.of(pictures);
    var witness = witness(files);
    var rows = new ArrayList<QualityRow>();
    try (var contenders = contenders()) {
      var degradation = new Degradation(contenders.scale(), loss);
      var measurement = new QualityMeasurement(contenders, degradation, options.frames());
      for (var file : files) {
        rows.add(measurement.measure(file, witness));
      }
      print(new QualityReport(contenders.scale(), words(loss), contenders.names(), rows));
    }
  }

  private Contenders contenders() throws InterruptedException {
    var contenders = Contenders.open(options.models());
    var err = spec.commandLine().getErr();
    contenders.notes().forEach(err::println);
    err.flush();
    return contenders;
  }

  private QualityMeasurement.Witness witness(List<Path> files) throws IOException {
    if (options.crops().isEmpty()) {
      return (_, _) -> {};
    }
    return CropFolder.make(options.crops().get(), files)::write;
  }

  private static Optional<String> words(Optional<Loss> loss) {
    return loss.map(Loss::toString);
  }

  private void measureChart() throws InterruptedException {
    var loss = options.loss();
    try (var contenders = contenders()) {
      var degradation = new Degradation(contenders.scale(), loss);
      var chart = degradation.cropped("The chart", Chart.draw());
      var small = degradation.small(List.of(chart)).getFirst();
      var textures =
          contenders.enlarge(small, Range.LIMITED).stream()
              .map(result -> Chart.Texture.of(chart, result, contenders.scale()))
              .toList();
      print(
          new ChartReport(
              contenders.scale(),
              words(loss),
              contenders.names(),
              textures.getFirst().blocks(),
              textures.stream().map(Chart.Texture::variance).toList()));
    }
  }

  private void print(Report report) {
    var out = spec.commandLine().getOut();
    ReportForm table = markdown ? new MarkdownTable(out) : new QualityTable(out);
    report.print(json ? new QualityJson(out) : table);
  }
}
