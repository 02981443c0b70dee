package dev.jellyscale.api.service.logs;

import dev.jellyscale.config.Places;
import dev.jellyscale.config.SecretSetting;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;

/**
 * The log of this node. From its start on, nothing that is logged holds a secret, on the console
 * neither; folders are called by their paths on the console alone.
 */
@Singleton
class NodeLog {
  /** Before anybody who opens a data directory or reads a token. */
  private static final int FIRST = 1;

  private final LogRing ring = new LogRing();
  private final Redaction redaction = redaction(System.getenv());
  private final Handler handler = new RingHandler(ring, redaction);

  /** What a text may tell to those who read logs. */
  @Produces
  @Singleton
  Redaction redaction() {
    return redaction;
  }

  /** The last entries. */
  LogRing ring() {
    return ring;
  }

  void begin(@Observes @Priority(FIRST) StartupEvent start) {
    var root = Logger.getLogger("");
    onEach(List.of(root.getHandlers()), NodeLog::makeClean, redaction.forOperator());
    root.addHandler(handler);
  }

  void end(@Observes ShutdownEvent stop) {
    var root = Logger.getLogger("");
    root.removeHandler(handler);
    onEach(List.of(root.getHandlers()), NodeLog::leaveAsItWas, redaction);
  }

  private static void onEach(
      List<Handler> handlers, BiConsumer<Handler, Redaction> change, Redaction redaction) {
    for (var one : handlers) {
      change.accept(one, redaction);
      if (one instanceof ExtHandler parent) {
        onEach(List.of(parent.getHandlers()), change, redaction);
      }
    }
  }

  private static void makeClean(Handler one, Redaction redaction) {
    var formatter = one.getFormatter();
    if (formatter != null && !(formatter instanceof CleanFormatter)) {
      one.setFormatter(new CleanFormatter(formatter, redaction));
    }
  }

  private static void leaveAsItWas(Handler one, Redaction redaction) {
    if (one.getFormatter() instanceof CleanFormatter clean) {
      one.setFormatter(clean.wrapped());
    }
  }

  /** By the environment: its secrets, and the folders that it names. */
  static Redaction redaction(Map<String, String> environment) {
    var roots = new HashMap<String, String>();
    roots.put(environment.getOrDefault("HOME", System.getProperty("user.home")), "<home>");
    try {
      var places = Places.ofEnvironment(environment);
      roots.put(places.work().toString(), "<work>");
      roots.put(places.data().toString(), "<data>");
    } catch (JellyscaleException e) {
      // Whoever opens these places ends the start and says what is wrong with them.
      roots.remove("");
    }
    return new Redaction(secrets(environment), roots);
  }

  private static List<String> secrets(Map<String, String> environment) {
    var secrets = new ArrayList<String>();
    environment.forEach(
        (name, value) -> {
          if (name.matches("(?i).*(TOKEN|PASSWORD|SECRET|API_?KEY|JELLYFIN_KEY)")
              && !value.equals("disable")) {
            secrets.add(value);
          } else if (name.matches("(?i).*(TOKEN|PASSWORD|SECRET|JELLYFIN_KEY)_FILE")) {
            secrets.add(content(name, value));
          }
        });
    return secrets;
  }

  /** The secret alone, as it is read by whoever needs it: notes may stand below it. */
  private static String content(String variable, String file) {
    try {
      return SecretSetting.firstLine(variable, file);
    } catch (Invalid _) {
      return ""; // Who needs the secret says what is wrong with its file.
    }
  }
}
