package dev.jellyscale.cli.models;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale models import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes an ONNX file of your own: inspects it, tries it in a",
      "confined process, and keeps a copy."
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  Path file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "What to call it (default: the name of the file without .onnx).")
  @Nullable String id;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Import(file.toAbsolutePath().toString(), name()));
  }

  private String name() {
    if (id != null) {
      return id;
    }
    var name = String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
    try {
      return new ModelId(name).value();
    } catch (Invalid e) {
      throw new Invalid("The file's name gives no model id; give one with --id", e);
    }
  }
}
