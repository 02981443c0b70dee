package dev.jellyscale.cli;

import dev.jellyscale.error.JellyscaleException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a failure in one line; the stack trace only where {@code --verbose} asks for it. */
final class FailureLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String VERBOSE = "--verbose";

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    var command = failure.getCommandLine();
    command.getErr().println("jellyscale: " + oneLine(failure.getMessage()));
    command.getErr().println("See 'jellyscale " + nameOf(command) + "--help'.");
    if (Arrays.asList(args).contains(VERBOSE)) {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.USAGE.code();
  }

  private static String nameOf(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    var err = command.getErr();
    err.println("jellyscale: " + sentence(failure));
    if (parsed.expandedArgs().contains(VERBOSE)) {
      failure.printStackTrace(err);
    }
    return codeOf(failure).code();
  }

  /** The failure in one line. */
  static String sentence(Throwable failure) {
    if (failure instanceof JellyscaleException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof InterruptedException) {
      return "Interrupted";
    }
    return oneLine("Unexpected failure (a fault of Jellyscale itself): " + failure);
  }

  /** The exit status of the failure. */
  static ExitCode codeOf(Throwable failure) {
    return switch (failure) {
      case JellyscaleException known -> ExitCode.of(known);
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      default -> ExitCode.UNEXPECTED;
    };
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "no message" : text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
