package dev.jellyscale.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.SettableClock;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.token.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sessions sessions = new Sessions(clock);

  @Test
  void aSecretOpensItsSessionAndNoOther() {
    var ada = sessions.open("ada", Role.ADMIN);
    var eve = sessions.open("eve", Role.USER);

    assertThat(sessions.find(ada.secret())).contains(ada.session());
    assertThat(sessions.find(eve.secret())).contains(eve.session());
    assertThat(ada.secret()).hasSize(43).isNotEqualTo(eve.secret());
    assertThat(ada.session().id()).isEqualTo(Fingerprint.of(ada.secret()));
  }

  @Test
  void whatIsNoSecretOpensNone() {
    var ada = sessions.open("ada", Role.ADMIN);

    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find("a".repeat(43))).isEmpty();
    assertThat(sessions.find(ada.session().id().hex())).isEmpty();
    assertThat(sessions.find(ada.secret() + "a")).isEmpty();
    assertThat(sessions.find(" " + ada.secret())).isEmpty();
  }

  @Test
  void whoSignsOutIsOutAtOnce() {
    var ada = sessions.open("ada", Role.ADMIN);
    var again = sessions.open("ada", Role.ADMIN);

    sessions.close(ada.session().id());

    assertThat(sessions.find(ada.secret())).isEmpty();
    assertThat(sessions.isOpen(ada.session().id())).isFalse();
    assertThat(sessions.find(again.secret())).isPresent();
  }

  @Test
  void anUnusedSessionEndsAfterHalfAnHour() {
    var ada = sessions.open("ada", Role.ADMIN);
    clock.tick(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.find(ada.secret())).isPresent();
    clock.tick(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.isOpen(ada.session().id())).isTrue();
    clock.tick(Sessions.IDLE);

    assertThat(sessions.find(ada.secret())).isEmpty();
    clock.tick(Sessions.IDLE.negated());
    assertThat(sessions.find(ada.secret())).isEmpty();
  }

  @Test
  void aSessionThatIsAlwaysUsedEndsAfterTwelveHours() {
    var ada = sessions.open("ada", Role.ADMIN);
    for (int i = 0; i < 12 * 6 - 1; i++) {
      clock.tick(Duration.ofMinutes(10));
      assertThat(sessions.find(ada.secret())).isPresent();
    }
    clock.tick(Duration.ofMinutes(10));

    assertThat(sessions.find(ada.secret())).isEmpty();
  }

  @Test
  void whoeverOnlyListensIsOutAfterTwelveHoursToo() {
    var ada = sessions.open("ada", Role.ADMIN).session().id();
    for (int i = 0; i < 12 * 6 - 1; i++) {
      clock.tick(Duration.ofMinutes(10));
      assertThat(sessions.isOpen(ada)).isTrue();
    }
    clock.tick(Duration.ofMinutes(10));

    assertThat(sessions.isOpen(ada)).isFalse();
  }

  @Test
  void theOneUnusedForLongestMakesRoom() {
    var first = sessions.open("first", Role.USER);
    var second = sessions.open("second", Role.USER);
    for (int i = 2; i < Sessions.MOST; i++) {
      sessions.open("more", Role.USER);
    }
    assertThat(sessions.find(first.secret())).isPresent();
    sessions.open("one too many", Role.USER);

    assertThat(sessions.find(first.secret())).isPresent();
    assertThat(sessions.find(second.secret())).isEmpty();
  }

  @Test
  void noSecretIsThereTwiceOrInATextForPeople() {
    var secrets = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      var opened = sessions.open("ada", Role.ADMIN);
      secrets.add(opened.secret());
      assertThat(opened.toString()).doesNotContain(opened.secret());
    }
    assertThat(secrets).hasSize(100);
  }
}
