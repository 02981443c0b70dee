package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jellyscale models clean}. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes models of the catalogue that nobody has used for long.",
      "Imported models and files of others stay."
    })
final class CleanCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Option(
      names = "--unused-for",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "How long is long (default: ${DEFAULT-VALUE} days).")
  int days;

  @Option(names = "--dry-run", description = "Only tell what would be removed.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Clean(days, dryRun));
  }
}
