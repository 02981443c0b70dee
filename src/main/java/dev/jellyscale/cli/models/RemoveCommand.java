package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jellyscale models remove}. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Removes an installed or imported model from this machine.")
final class RemoveCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Parameters(paramLabel = "ID", description = "An installed model.")
  String id;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Remove(id));
  }
}
