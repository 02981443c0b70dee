package dev.jellyscale.cli.models;

import dev.jellyscale.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jellyscale models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what models there are, installs and measures them.",
      "Asks the running node if there is one; else works on the data directory itself."
    },
    footer = {
      "",
      "Environment:",
      "  JELLYSCALE_DATA   database and installed models",
      "                    (default: ~/.local/share/jellyscale)",
      "  JELLYSCALE_WORK   what can be made again (default: ~/.cache/jellyscale)"
    },
    subcommands = {
      ListCommand.class,
      InstallCommand.class,
      ImportCommand.class,
      InspectCommand.class,
      RemoveCommand.class,
      BenchCommand.class,
      RecommendCommand.class,
      CleanCommand.class
    })
public final class ModelsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }
}
