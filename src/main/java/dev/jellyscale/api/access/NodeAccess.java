package dev.jellyscale.api.access;

import dev.jellyscale.api.access.sender.NodeProxies;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.auth.Gatekeeper;
import dev.jellyscale.auth.Gatekeeper.Rules;
import dev.jellyscale.auth.start.ApiToken;
import dev.jellyscale.auth.start.BootstrapToken;
import dev.jellyscale.auth.start.OpenDoorRule;
import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.auth.token.Tokens;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the running node. Until it has started, and where nothing tells who may, nobody may.
 */
@Singleton
public class NodeAccess {
  private static final System.Logger LOG = System.getLogger(NodeAccess.class.getName());

  /** After {@link NodeModels}, which takes hold of the data directory. */
  private static final int AFTER_MODELS = 3_000;

  /** A folder of secrets for a node without a data directory, as in HTTP tests. */
  private static final String FOLDER = "jellyscale.access.folder";

  private static final String NO_TOKENS = "the folder of its tokens cannot be used";

  private static final Duration WRITE_USES = Duration.ofMinutes(1);

  private final NodeModels models;
  private final Config config;
  private @Nullable Tokens tokens;
  private @Nullable Thread writer;
  private volatile Gatekeeper gatekeeper = new Gatekeeper(Rules.closed());
  private volatile boolean operatorsToken;

  NodeAccess(NodeModels models, Config config) {
    this.models = models;
    this.config = config;
  }

  /** Reads what tells who may use the node, and makes a first token where nothing does. */
  void begin(@Observes @Priority(AFTER_MODELS) StartupEvent start) {
    var setting = ApiToken.of(text("api.token"), text("api.token.file"));
    OpenDoorRule.require(setting, NodeProxies.environment(config, OpenDoorRule.VARIABLES));
    if (setting instanceof ApiToken.Disabled) {
      requireLoopback();
    }
    operatorsToken = setting instanceof ApiToken.Given;
    var opened = folder().flatMap(folder -> open(folder, setting));
    gatekeeper = new Gatekeeper(rules(setting, opened));
    if (opened.isEmpty() && setting instanceof ApiToken.Unset) {
      LOG.log(Level.ERROR, "Nobody may use this node: {0}", models.obstacle().orElse(NO_TOKENS));
    }
  }

  private Optional<String> text(String property) {
    return config.getOptionalValue(property, String.class);
  }

  private void requireLoopback() {
    var host = text("quarkus.http.host").orElse("");
    if (!ApiToken.isLoopback(host)) {
      throw new Invalid(
          "API_TOKEN=disable is for a node that only its own machine reaches, and this one listens"
              + " on "
              + host
              + "; set a token, or QUARKUS_HTTP_HOST=127.0.0.1");
    }
    LOG.log(
        Level.WARNING,
        "The door is open (API_TOKEN is 'disable'): EVERY PROGRAM ON THIS MACHINE MAY DO"
            + " EVERYTHING WITH THIS NODE");
  }

  private Optional<Path> folder() {
    return models.secrets().or(() -> text(FOLDER).map(Path::of));
  }

  /** What the folder of secrets holds; empty where it cannot be used. */
  private record Opened(Tokens tokens, Optional<String> first) {}

  private Optional<Opened> open(Path folder, ApiToken setting) {
    try {
      var bootstrap = BootstrapToken.in(folder);
      var found = Tokens.open(folder.resolve("tokens.db"), Clock.systemUTC());
      tokens = found;
      writer = Thread.ofVirtual().name("token-uses").start(() -> write(found));
      return Optional.of(
          new Opened(
              found,
              setting instanceof ApiToken.Unset ? first(bootstrap, found) : Optional.empty()));
    } catch (JellyscaleException e) {
      LOG.log(Level.ERROR, "Only API_TOKEN is of use: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> first(BootstrapToken bootstrap, Tokens tokens) {
    var kept = bootstrap.read();
    if (kept.isPresent()) {
      LOG.log(Level.INFO, "The token in {0} may do everything", bootstrap.file());
      return kept;
    }
    if (tokens.anAdminExists()) {
      return Optional.empty();
    }
    var made = bootstrap.make();
    LOG.log(
        Level.WARNING,
        "There was no token, so this node has made one, which may do everything: see {0}",
        bootstrap.file());
    return Optional.of(made);
  }

  private static Rules rules(ApiToken setting, Optional<Opened> opened) {
    var managed = opened.map(Opened::tokens);
    return switch (setting) {
      case ApiToken.Disabled _ -> new Rules(true, List.of(), managed);
      case ApiToken.Given given -> {
        if (given.isGuessable()) {
          LOG.log(
              Level.WARNING,
              "API_TOKEN is shorter than {0} characters, so that it might be guessed",
              ApiToken.STRONG);
        }
        yield new Rules(
            false,
            List.of(new Gatekeeper.Key(Fingerprint.of(given.value()), given.isGuessable())),
            managed);
      }
      case ApiToken.Unset _ ->
          new Rules(
              false,
              opened.flatMap(Opened::first).stream()
                  .map(token -> new Gatekeeper.Key(Fingerprint.of(token), false))
                  .toList(),
              managed);
    };
  }

  private static void write(Tokens tokens) {
    try {
      while (true) {
        Thread.sleep(WRITE_USES);
        writeOnce(tokens);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "Uses of tokens are written no more", e);
    }
  }

  private static void writeOnce(Tokens tokens) {
    try {
      tokens.writeUses();
    } catch (RuntimeException e) {
      // The next attempt may do better; nobody is refused because of it.
      LOG.log(Level.WARNING, "When tokens were used is not written", e);
    }
  }

  /** Writes what is not yet written. */
  void end(@Observes ShutdownEvent stop) {
    gatekeeper = new Gatekeeper(Rules.closed());
    if (writer != null) {
      writer.interrupt();
    }
    if (tokens != null) {
      tokens.close();
    }
  }

  /** Tells what presented tokens are worth. */
  public Gatekeeper gatekeeper() {
    return gatekeeper;
  }

  /** Whether the operator has set a token by the environment. */
  public boolean hasOperatorsToken() {
    return operatorsToken;
  }

  /**
   * The managed tokens.
   *
   * @throws EngineFailure if they cannot be used; the log says why
   */
  public Tokens tokens() {
    return gatekeeper
        .tokens()
        .orElseThrow(
            () -> new EngineFailure("Tokens cannot be kept; the node's log says why", null));
  }
}
