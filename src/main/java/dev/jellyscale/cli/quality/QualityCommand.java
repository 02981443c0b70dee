package dev.jellyscale.cli.quality;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a model gains over bicubic on a set of pictures. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = "Measures PSNR on luma against bicubic, by the protocol in models/README.md.")
public final class QualityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PICTURE", description = "PNG files, or folders of them")
  private List<Path> pictures;

  @Option(
      names = "--model",
      paramLabel = "ID|FILE",
      defaultValue = "swift-x2",
      description = "a shipped model or an ONNX file (default: ${DEFAULT-VALUE})")
  private String model;

  @Option(names = "--json", description = "print one JSON document instead of a table")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var rows = new ArrayList<QualityMeasurement.Row>();
    try (var engine = new Engine(EngineOptions.defaults())) {
      var measurement = new QualityMeasurement(engine, ModelLoader.load(model));
      for (var file : files()) {
        rows.add(measurement.measure(file.getFileName().toString(), LumaImage.read(file)));
      }
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(rows));
    } else {
      print(rows, out);
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (var picture : pictures) {
      if (!Files.exists(picture)) {
        throw new NotFound("No picture '" + picture + "'");
      }
      if (Files.isDirectory(picture)) {
        try (var inside = Files.newDirectoryStream(picture, "*.png")) {
          inside.forEach(files::add);
        }
      } else {
        files.add(picture);
      }
    }
    if (files.isEmpty()) {
      throw new NotFound("No PNG file in " + pictures.getFirst());
    }
    files.sort(null);
    return files;
  }

  private void print(List<QualityMeasurement.Row> rows, PrintWriter out) {
    out.printf("%-20s %10s %10s %10s%n", "PSNR of Y, dB", "bicubic", model, "gain");
    for (var row : rows) {
      printRow(out, row.picture(), row.bicubic(), row.model());
    }
    printRow(
        out,
        "mean",
        rows.stream().mapToDouble(QualityMeasurement.Row::bicubic).average().orElseThrow(),
        rows.stream().mapToDouble(QualityMeasurement.Row::model).average().orElseThrow());
  }

  private static void printRow(PrintWriter out, String name, double bicubic, double result) {
    out.printf("%-20s %10.3f %10.3f %+10.3f%n", name, bicubic, result, result - bicubic);
  }
}
