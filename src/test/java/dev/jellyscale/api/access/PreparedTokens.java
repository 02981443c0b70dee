package dev.jellyscale.api.access;

import dev.jellyscale.api.jellyfin.SharedJellyfin;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.token.TokenRequest;
import dev.jellyscale.auth.token.Tokens;
import dev.jellyscale.jellyfin.FakeWorld;
import dev.jellyscale.jellyfin.JellyfinSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A database of tokens that is there before the node starts: one of each scope, one that has
 * expired and one that is revoked. Their secrets are configuration below {@value #PREFIX}. Besides,
 * the Jellyfin server that tests share, a trusted proxy and two accounts.
 */
public final class PreparedTokens implements QuarkusTestResourceLifecycleManager {
  static final String PREFIX = "test.token.";

  @Override
  public Map<String, String> start() {
    try {
      var folder = Files.createTempDirectory(Path.of("target"), "secrets");
      var settings = new HashMap<String, String>();
      settings.put("jellyscale.access.folder", folder.toString());
      settings.put(JellyfinSettings.URL, SharedJellyfin.get().url());
      settings.put(JellyfinSettings.KEY, FakeWorld.SERVICE_KEY);
      settings.putAll(PreparedPeople.SETTINGS);
      prepare(folder.resolve("tokens.db"), settings);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void prepare(Path file, Map<String, String> settings) {
    var longAgo = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    try (var tokens = Tokens.open(file, longAgo)) {
      for (var scope : Scope.values()) {
        var made = tokens.make(request(scope, Optional.empty()));
        settings.put(PREFIX + scope.word(), made.secret().value());
      }
      var expired = tokens.make(request(Scope.ADMIN, Optional.of(Duration.ofDays(1))));
      settings.put(PREFIX + "expired", expired.secret().value());
      var revoked = tokens.make(request(Scope.ADMIN, Optional.empty()));
      settings.put(PREFIX + "revoked", revoked.secret().value());
      tokens.revoke(revoked.token().id());
    }
  }

  private static TokenRequest request(Scope scope, Optional<Duration> life) {
    return new TokenRequest("for a test", Set.of(scope), life);
  }

  @Override
  public void stop() {}
}
