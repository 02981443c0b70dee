package dev.jellyscale.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.SettableClock;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);

  private Tokens open() {
    return Tokens.open(folder.resolve("tokens.db"), clock);
  }

  private static TokenRequest request(String name, Optional<Duration> life) {
    return new TokenRequest(name, Set.of(Scope.READ, Scope.INFER), life);
  }

  @Test
  void aSecretHas256RandomBitsAndAPrefixThatScannersKnow() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var secret = TokenSecret.make();
      assertThat(secret.value()).startsWith("upsk_");
      assertThat(Base64.getUrlDecoder().decode(secret.value().substring(5))).hasSize(32);
      assertThat(seen.add(secret.value())).isTrue();
      assertThat(secret.toString()).isEqualTo(secret.prefix() + "...").hasSize(12);
    }
  }

  @Test
  void aTokenIsKnownAgainAfterARestartAndItsSecretIsStoredNowhere() throws IOException {
    Tokens.Made made;
    try (var tokens = open()) {
      made = tokens.make(request("Living room", Optional.empty()));
    }

    try (var tokens = open()) {
      var caller = tokens.holder(made.secret().fingerprint());

      assertThat(caller)
          .contains(new Caller.Managed(made.token().id(), Set.of(Scope.READ, Scope.INFER)));
      assertThat(tokens.list()).hasSize(1);
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(made.secret().value().substring(9));
      }
    }
  }

  @Test
  void aTokenIsHeldUntilItExpiresOrIsRevoked() {
    try (var tokens = open()) {
      var brief = tokens.make(request("brief", Optional.of(Duration.ofDays(1)))).token().id();
      var lasting = tokens.make(request("lasting", Optional.empty())).token().id();
      assertThat(tokens.isHeld(brief)).isTrue();

      clock.tick(Duration.ofDays(1));
      assertThat(tokens.isHeld(brief)).isFalse();
      assertThat(tokens.isHeld(lasting)).isTrue();

      tokens.revoke(lasting);
      assertThat(tokens.isHeld(lasting)).isFalse();
    }
  }

  @Test
  void onlyTheOwnerMayReadTheDatabase() throws IOException {
    Files.writeString(folder.resolve("tokens.db"), ""); // As an earlier release made it.
    try (var tokens = open()) {
      tokens.make(request("any", Optional.empty()));

      try (var files = Files.list(folder)) {
        assertThat(files.toList())
            .hasSize(3)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void aTokenEndsAtItsTime() {
    try (var tokens = open()) {
      var made = tokens.make(request("short", Optional.of(Duration.ofDays(1))));
      clock.tick(Duration.ofDays(1).minusSeconds(1));
      assertThat(tokens.holder(made.secret().fingerprint())).isPresent();

      clock.tick(Duration.ofSeconds(1));

      assertThat(tokens.holder(made.secret().fingerprint())).isEmpty();
      assertThat(tokens.list().getFirst().isExpired(clock.instant())).isTrue();
    }
  }

  @Test
  void aRevokedTokenIsWorthNothingAtOnceAndForEver() {
    Tokens.Made made;
    try (var tokens = open()) {
      made = tokens.make(request("gone", Optional.empty()));
      tokens.revoke(made.token().id());

      assertThat(tokens.holder(made.secret().fingerprint())).isEmpty();
      assertThatThrownBy(() -> tokens.revoke(made.token().id())).isInstanceOf(NotFound.class);
    }
    try (var tokens = open()) {
      assertThat(tokens.holder(made.secret().fingerprint())).isEmpty();
      assertThat(tokens.list()).isEmpty();
    }
  }

  @Test
  void theLastUseIsToldToTheMinuteAndOutlivesARestart() {
    Tokens.Made made;
    try (var tokens = open()) {
      made = tokens.make(request("used", Optional.empty()));
      tokens.holder(made.secret().fingerprint());
      clock.tick(Duration.ofSeconds(59));
      tokens.holder(made.secret().fingerprint());
      assertThat(tokens.list().getFirst().lastUsed()).contains(START);

      clock.tick(Duration.ofSeconds(1));
      tokens.holder(made.secret().fingerprint());
      tokens.writeUses();
    }
    try (var tokens = open()) {
      assertThat(tokens.list().getFirst().lastUsed()).contains(START.plusSeconds(60));
    }
  }

  @Test
  void onlyAnAdminThatHasNotExpiredKeepsTheDoorOpen() {
    try (var tokens = open()) {
      tokens.make(request("reader", Optional.empty()));
      assertThat(tokens.anAdminExists()).isFalse();

      var life = Optional.of(Duration.ofDays(1));
      tokens.make(new TokenRequest("admin", Set.of(Scope.ADMIN), life));
      assertThat(tokens.anAdminExists()).isTrue();

      clock.tick(Duration.ofDays(2));
      assertThat(tokens.anAdminExists()).isFalse();
    }
  }

  @Test
  void thereIsABoundOnTheirNumber() {
    try (var tokens = open()) {
      for (int i = 0; i < Tokens.MOST; i++) {
        tokens.make(request("t" + i, Optional.empty()));
      }

      assertThatThrownBy(() -> tokens.make(request("one more", Optional.empty())))
          .isInstanceOf(Conflict.class);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsToldAsSuch() throws IOException {
    Files.writeString(folder.resolve("tokens.db"), "no database ".repeat(999));

    assertThatThrownBy(this::open).isInstanceOf(Damaged.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a\nb", "<b>", "a;b", "a\0b"})
  void aNameIsPlain(String name) {
    assertThatThrownBy(() -> request(name, Optional.empty())).isInstanceOf(Invalid.class);
  }

  @Test
  void aNameHasAtMost64Characters() {
    assertThat(request("x".repeat(64), Optional.empty()).name()).hasSize(64);
    assertThatThrownBy(() -> request("x".repeat(65), Optional.empty())).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 3_651})
  void aLifeIsOneDayToTenYears(long days) {
    assertThatThrownBy(() -> request("x", Optional.of(Duration.ofDays(days))))
        .isInstanceOf(Invalid.class);
  }
}
