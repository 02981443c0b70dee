package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jellyscale models inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells what an ONNX file is, without taking it.")
final class InspectCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  Path file;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Inspect(file.toAbsolutePath().toString()));
  }
}
