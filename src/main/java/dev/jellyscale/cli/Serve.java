package dev.jellyscale.cli;

import dev.jellyscale.api.access.BareAnswers;
import dev.jellyscale.auth.proxy.ServerForwarding;
import dev.jellyscale.error.JellyscaleException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The node's beginning and end. A start that is refused tells one sentence on standard error, and
 * ends with the {@link ExitCode} of its reason.
 */
@QuarkusMain
public final class Serve {

  private Serve() {}

  /** Runs the node until a signal ends it, and ends the JVM. */
  public static void main(String[] args) {
    try {
      StartSettings.require(System.getenv());
    } catch (JellyscaleException e) {
      System.exit(exitCode(0, e, System.err));
    }
    BareAnswers.dress();
    ServerForwarding.switchOff();
    Quarkus.run(null, (code, failure) -> System.exit(exitCode(code, failure, System.err)), args);
  }

  private static int exitCode(int code, @Nullable Throwable failure, PrintStream err) {
    if (failure == null) {
      return code;
    }
    var reason = RefusedStart.reason(failure);
    var exit = FailureLine.codeOf(reason);
    if (exit == ExitCode.UNEXPECTED) {
      System.getLogger(Serve.class.getName()).log(Level.ERROR, "The node did not start", failure);
    }
    err.println("jellyscale: " + FailureLine.sentence(reason));
    return exit.code();
  }
}
