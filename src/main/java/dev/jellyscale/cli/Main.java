package dev.jellyscale.cli;

import dev.jellyscale.cli.bench.BenchCommand;
import dev.jellyscale.cli.doctor.DoctorCommand;
import dev.jellyscale.cli.jobs.JobsCommand;
import dev.jellyscale.cli.models.ModelsCommand;
import dev.jellyscale.cli.rules.RulesCommand;
import dev.jellyscale.cli.upscale.ProbeCommand;
import dev.jellyscale.cli.upscale.UpscaleCommand;
import dev.jellyscale.protocol.ProgramVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: parses, runs one sub-command and ends with its {@link ExitCode}. */
@Command(
    name = "jellyscale",
    description = "Turns video into larger video with super-resolution networks.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    subcommands = {
      UpscaleCommand.class,
      ProbeCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      JobsCommand.class,
      RulesCommand.class
    })
public final class Main implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = FailureLine.VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show where a failure comes from.")
  boolean verbose;

  /** Runs the program and ends the JVM. */
  public static void main(String[] args) {
    // Quarkus's log manager is on the class path and complains unless it is named before the first
    // logger is asked for, which the JDK itself does when it exits.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var stop = StopSignal.watch(Thread.currentThread());
    int code = ExitCode.UNEXPECTED.code();
    try {
      code = run(new FailureLine(stop::given), out, err, args);
    } finally {
      stop.finished();
    }
    System.exit(code);
  }

  /**
   * Runs one sub-command in this JVM.
   *
   * @param out receives results
   * @param err receives progress and the line that tells a failure
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(new FailureLine(() -> false), out, err, args);
  }

  private static int run(FailureLine failures, PrintWriter out, PrintWriter err, String... args) {
    var command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    var codes = new LinkedHashMap<String, String>();
    for (var code : ExitCode.values()) {
      codes.put(Integer.toString(code.code()), code.meaning());
    }
    command.getCommandSpec().usageMessage().exitCodeList(codes);
    var words = Arrays.stream(args).map(DashFileName::asOperand).toArray(String[]::new);
    return failures.guard(err, words, () -> command.execute(words));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  /** Prints the program's version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"jellyscale " + ProgramVersion.VALUE};
    }
  }
}
