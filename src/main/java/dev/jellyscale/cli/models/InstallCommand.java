package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jellyscale models install}. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fetches a model of the catalogue and verifies it.")
final class InstallCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Parameters(
      paramLabel = "ID",
      description = "A model of the catalogue, or an id it stands in for.")
  String id;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Install(id));
  }
}
