package dev.jellyscale.cli.models;

import dev.jellyscale.models.registry.ModelRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale models bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures an installed model at 360p, 480p, 720p and 1080p on this machine.")
final class BenchCommand implements Callable<Integer> {
  @Mixin Asking asking;

  @Parameters(paramLabel = "ID", description = "An installed model.")
  String id;

  @Option(names = "--again", description = "Measure again what has been measured before.")
  boolean again;

  @Override
  public Integer call() throws InterruptedException {
    return asking.ask(new ModelRequest.Benchmark(id, again));
  }
}
