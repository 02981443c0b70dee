package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jellyscale models list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists all models: state, size, licence, speed on this machine, ids of others.")
final class ListCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.ListAll());
  }
}
