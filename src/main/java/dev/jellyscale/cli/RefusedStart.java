package dev.jellyscale.cli;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds in a failed start of the node what its operator can act upon. */
final class RefusedStart {
  /** How Quarkus begins what it says of the management port, which has no exception of its own. */
  private static final String MANAGEMENT = "Unable to start the management interface on ";

  private RefusedStart() {}

  /** The reason to tell; the first cause of all where nobody could act upon any. */
  static Throwable reason(Throwable failure) {
    var causes = causes(failure);
    for (var cause : causes) {
      switch (cause) {
        case JellyscaleException known -> {
          return known;
        }
        case SocketException socket -> {
          return refusal(causes, socket);
        }
        case UnknownHostException host -> {
          return refusal(causes, host);
        }
        case ConfigurationException wrong -> {
          return new Invalid(String.valueOf(wrong.getMessage()), wrong);
        }
        case ConfigValidationException wrong -> {
          return new Invalid(String.valueOf(wrong.getMessage()), wrong);
        }
        case IllegalArgumentException wrong when isPort(wrong) -> {
          return new Invalid(
              "QUARKUS_HTTP_PORT or QUARKUS_MANAGEMENT_PORT is no port: " + wrong.getMessage(),
              wrong);
        }
        default -> {}
      }
    }
    return causes.getLast();
  }

  /** Vert.x refuses numbers that are no ports by a sentence alone. */
  private static boolean isPort(IllegalArgumentException failure) {
    return String.valueOf(failure.getMessage()).startsWith("port ");
  }

  private static List<Throwable> causes(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (@Nullable Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static JellyscaleException refusal(List<Throwable> causes, Exception cause) {
    var management = causes.stream().flatMap(one -> managementAddress(one).stream()).findFirst();
    var port = management.isPresent() ? "QUARKUS_MANAGEMENT_PORT" : "QUARKUS_HTTP_PORT";
    var host = management.isPresent() ? "QUARKUS_MANAGEMENT_HOST" : "QUARKUS_HTTP_HOST";
    var address = management.or(() -> publicAddress(cause)).orElse("its address");
    var words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("in use")) {
      return new Conflict(
          "The node cannot listen on %s, which another program uses; set %s to a free port"
              .formatted(address, port));
    }
    if (words.contains("denied")) {
      return new Denied(
          "This user may not listen on %s; set %s to a port above 1023".formatted(address, port),
          cause);
    }
    return new Invalid(
        "The node cannot listen on %s (%s); set %s to an address of this machine"
            .formatted(address, cause.getMessage(), host),
        cause);
  }

  private static Optional<String> managementAddress(Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    return message.startsWith(MANAGEMENT)
        ? Optional.of(message.substring(MANAGEMENT.length()))
        : Optional.empty();
  }

  private static Optional<String> publicAddress(Exception cause) {
    return cause instanceof QuarkusBindException bind
        ? Optional.of(bind.getHost() + ":" + bind.getPort())
        : Optional.empty();
  }
}
