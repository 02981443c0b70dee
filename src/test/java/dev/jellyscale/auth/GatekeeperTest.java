package dev.jellyscale.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.Gatekeeper.Rules;
import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.auth.token.TokenRequest;
import dev.jellyscale.auth.token.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatekeeperTest {
  @TempDir Path folder;

  private static Gatekeeper of(String token, boolean guessable, Optional<Tokens> tokens) {
    var key = new Gatekeeper.Key(Fingerprint.of(token), guessable);
    return new Gatekeeper(new Rules(false, List.of(key), tokens));
  }

  @Test
  void whereNothingIsConfiguredNobodyIsRight() {
    var gatekeeper = new Gatekeeper(Rules.closed());

    assertThat(gatekeeper.judge(Optional.of(""), false))
        .isInstanceOf(Verdict.NothingConfigured.class);
    assertThat(gatekeeper.judge(Optional.empty(), false))
        .isInstanceOf(Verdict.NothingConfigured.class);
  }

  @Test
  void onlyTheWholeTokenIsRight() {
    var gatekeeper = of("secret", true, Optional.empty());

    assertThat(gatekeeper.judge(Optional.of("secret"), false))
        .isEqualTo(new Verdict.Known(new Caller.Bootstrap()));
    for (var wrong : List.of("", "secre", "secret ", "Secret", "secretsecret", "disable")) {
      assertThat(gatekeeper.judge(Optional.of(wrong), false)).isInstanceOf(Verdict.Wrong.class);
    }
    assertThat(gatekeeper.judge(Optional.empty(), false)).isInstanceOf(Verdict.Missing.class);
  }

  @Test
  void whileSomebodyGuessesOnlyTokensThatCannotBeGuessedAreHeard() {
    try (var tokens = Tokens.open(folder.resolve("tokens.db"), Clock.systemUTC())) {
      var request = new TokenRequest("one", Set.of(Scope.READ), Optional.empty());
      var managed = tokens.make(request).secret().value();
      var weak = of("secret", true, Optional.of(tokens));
      var strong = of("s".repeat(32), false, Optional.of(tokens));

      assertThat(weak.judge(Optional.of("secret"), true)).isInstanceOf(Verdict.TooMany.class);
      assertThat(weak.judge(Optional.of(managed), true)).isInstanceOf(Verdict.Known.class);
      assertThat(strong.judge(Optional.of("s".repeat(32)), true)).isInstanceOf(Verdict.Known.class);
    }
  }

  @Test
  void whoWasLetInIsKnownUntilHisTokenIsRevoked() {
    try (var tokens = Tokens.open(folder.resolve("tokens.db"), Clock.systemUTC())) {
      var made = tokens.make(new TokenRequest("one", Set.of(Scope.ADMIN), Optional.empty()));
      var gatekeeper = of("secret", true, Optional.of(tokens));
      var managed = new Caller.Managed(made.token().id(), Set.of(Scope.ADMIN));

      assertThat(gatekeeper.isStillKnown(managed)).isTrue();
      tokens.revoke(made.token().id());

      assertThat(gatekeeper.isStillKnown(managed)).isFalse();
      assertThat(gatekeeper.isStillKnown(new Caller.Bootstrap())).isTrue();
      assertThat(new Gatekeeper(Rules.closed()).isStillKnown(managed)).isFalse();
    }
  }

  @Test
  void adminIsEveryScopeAndNoOtherIsMoreThanItself() {
    for (var scope : Scope.values()) {
      assertThat(new Caller.Bootstrap().may(scope)).isTrue();
      assertThat(new Caller.Anonymous().may(scope)).isFalse();
      for (var held : Scope.values()) {
        assertThat(new Caller.Managed("x", Set.of(held)).may(scope))
            .isEqualTo(held == scope || held == Scope.ADMIN);
      }
    }
  }
}
