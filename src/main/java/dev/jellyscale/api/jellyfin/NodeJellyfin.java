package dev.jellyscale.api.jellyfin;

import dev.jellyscale.auth.jellyfin.KnownTokens;
import dev.jellyscale.auth.jellyfin.TokenAuthority;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/** The Jellyfin server that the operator has named, if any. Nothing is asked at the start. */
@Singleton
public class NodeJellyfin {
  private static final List<String> NAMES =
      List.of(
          JellyfinSettings.URL,
          JellyfinSettings.KEY,
          JellyfinSettings.KEY_FILE,
          JellyfinSettings.PATHS,
          JellyfinSettings.LEGACY);

  private final Optional<JellyfinServer> server;
  private final Optional<KnownTokens> tokens;
  private volatile Consumer<String> count = _ -> {};

  NodeJellyfin(Config config) {
    server = JellyfinSettings.of(environment(config)).map(JellyfinServer::new);
    tokens =
        server.map(found -> new KnownTokens(TokenAuthority.of(found), told -> count.accept(told)));
  }

  private static Map<String, String> environment(Config config) {
    var environment = new HashMap<String, String>();
    for (var name : NAMES) {
      config.getOptionalValue(name, String.class).ifPresent(value -> environment.put(name, value));
    }
    return environment;
  }

  /** The server; empty where none is named. It is closed when the node ends. */
  public Optional<JellyfinServer> server() {
    return server;
  }

  /**
   * The server that something is asked of.
   *
   * @throws Conflict if none is named
   */
  public JellyfinServer required() {
    return server.orElseThrow(
        () -> new Conflict("This node knows no Jellyfin server (" + JellyfinSettings.URL + ")"));
  }

  /** Whose tokens are; empty where no server is named. */
  public Optional<KnownTokens> tokens() {
    return tokens;
  }

  /** Whether callers may show tokens in the ways that Jellyfin 12 has switched off. */
  public boolean takesLegacyForms() {
    return server.map(found -> found.settings().legacyAuthorization()).orElse(false);
  }

  /**
   * Has questions about tokens counted from now on.
   *
   * @param by is told {@code user}, {@code key}, {@code unknown} or {@code failed}
   */
  public void countBy(Consumer<String> by) {
    count = by;
  }

  void end(@Observes ShutdownEvent stop) {
    tokens.ifPresent(KnownTokens::close);
    server.ifPresent(JellyfinServer::close);
  }
}
