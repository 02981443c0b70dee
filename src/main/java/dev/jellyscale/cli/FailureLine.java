package dev.jellyscale.cli;

import dev.jellyscale.error.JellyscaleException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a failure in one line; the stack trace only where {@code --verbose} asks for it. */
final class FailureLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final String VERBOSE = "--verbose";
  private static final String INTERRUPTED = "Interrupted";

  private final BooleanSupplier stopped;

  /**
   * @param stopped whether a signal ends the program: whatever fails from then on is its doing
   */
  FailureLine(BooleanSupplier stopped) {
    this.stopped = stopped;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    var command = failure.getCommandLine();
    var line = oneLine(failure.getMessage());
    command.getErr().println("jellyscale: " + line);
    FailureObject.print(command, Arrays.asList(args), ExitCode.USAGE, line);
    command.getErr().println("See 'jellyscale " + nameOf(command) + "--help'.");
    if (Arrays.asList(args).contains(VERBOSE)) {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.USAGE.code();
  }

  private static String nameOf(CommandLine command) {
    var parent = command.getParent();
    return parent == null ? "" : nameOf(parent) + command.getCommandName() + " ";
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    var err = command.getErr();
    boolean end = stopped.getAsBoolean();
    var line = end ? INTERRUPTED : sentence(failure);
    var code = end ? ExitCode.INTERRUPTED : codeOf(failure);
    err.println("jellyscale: " + line);
    FailureObject.print(command, parsed.expandedArgs(), code, line);
    if (parsed.expandedArgs().contains(VERBOSE)) {
      failure.printStackTrace(err);
    }
    return code.code();
  }

  /**
   * Runs a command and tells what its parser does not hand on: memory that is short, a native
   * library that does not load.
   *
   * @param args the command's words
   * @return the command's exit status, or that of the failure
   */
  int guard(PrintWriter err, String[] args, IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (OutOfMemoryError | LinkageError e) {
      if (stopped.getAsBoolean()) {
        err.println("jellyscale: " + INTERRUPTED);
        return ExitCode.INTERRUPTED.code();
      }
      err.println("jellyscale: " + sentence(e));
      if (Arrays.asList(args).contains(VERBOSE)) {
        e.printStackTrace(err);
      }
      return codeOf(e).code();
    } catch (RuntimeException e) {
      if (!stopped.getAsBoolean()) {
        throw e;
      }
      err.println("jellyscale: " + INTERRUPTED);
      return ExitCode.INTERRUPTED.code();
    }
  }

  /** The failure in one line. */
  static String sentence(Throwable failure) {
    if (failure instanceof JellyscaleException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof InterruptedException) {
      return INTERRUPTED;
    }
    if (failure instanceof OutOfMemoryError) {
      return oneLine("Not enough memory (" + failure.getMessage() + "); see JELLYSCALE_HEAP");
    }
    if (failure instanceof LinkageError) {
      return oneLine("A library does not load: " + failure);
    }
    return oneLine("Unexpected failure (a fault of Jellyscale itself): " + failure);
  }

  /** The exit status of the failure. */
  static ExitCode codeOf(Throwable failure) {
    return switch (failure) {
      case JellyscaleException known -> ExitCode.of(known);
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      case OutOfMemoryError _ -> ExitCode.LIMIT_EXCEEDED;
      case LinkageError _ -> ExitCode.ENGINE_FAILURE;
      default -> ExitCode.UNEXPECTED;
    };
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String text) {
    return text == null
        ? "no message"
        : text.replaceAll("\\s*[\\r\\n]+\\s*", " ")
            .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
