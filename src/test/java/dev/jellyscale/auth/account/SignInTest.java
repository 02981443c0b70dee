package dev.jellyscale.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.SettableClock;
import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.account.AccountSettings.Given;
import dev.jellyscale.auth.account.SignIn.Attempt;
import dev.jellyscale.auth.account.SignIn.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {
  private static final String PASSWORD = "correct horse";
  private static final Accounts ACCOUNTS =
      new Accounts(
          new AccountSettings(
              List.of(
                  new Given("ada", Role.ADMIN, PASSWORD),
                  new Given("family", Role.USER, "battery staple"))),
          new PasswordHash.Cost(64, 1));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sessions sessions = new Sessions(clock);
  private final SignIn signIn = new SignIn(ACCOUNTS, sessions, clock);

  private Outcome attempt(String place, String name, String password) throws InterruptedException {
    return signIn.attempt(new Attempt(place, place, name, password));
  }

  private void fail(int times, String place, String name) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      assertThat(attempt(place, name, "wrong")).isInstanceOf(Outcome.Wrong.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"ada, correct horse, ADMIN", "family, battery staple, USER"})
  void theRightPasswordOpensASessionOfTheAccount(String name, String password, Role role)
      throws InterruptedException {
    assertThat(attempt("192.0.2.1", name, password))
        .isInstanceOfSatisfying(
            Outcome.In.class,
            in -> {
              var session = sessions.find(in.opened().secret()).orElseThrow();
              assertThat(session.name()).isEqualTo(name);
              assertThat(session.role()).isEqualTo(role);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ada, battery staple",
    "ada, correct hors",
    "ada, ''",
    "Ada, correct horse",
    "eve, correct horse",
    "'', correct horse",
    "a b, correct horse"
  })
  void anythingElseIsOneAnswer(String name, String password) throws InterruptedException {
    assertThat(attempt("192.0.2.1", name, password)).isEqualTo(new Outcome.Wrong());
  }

  @Test
  void aPasswordThatIsTooLongIsWrongAndNotHashed() throws InterruptedException {
    assertThat(attempt("192.0.2.1", "ada", PASSWORD.repeat(20))).isEqualTo(new Outcome.Wrong());
  }

  @Test
  void anAddressThatGuessesWaitsForLongerEachTime() throws InterruptedException {
    fail(5, "192.0.2.1", "eve");
    for (int seconds = 1; seconds <= 4; seconds *= 2) {
      var wait = new Outcome.Later(Duration.ofSeconds(seconds));
      assertThat(attempt("192.0.2.1", "ada", PASSWORD)).isEqualTo(wait);
      clock.tick(Duration.ofSeconds(seconds));
      fail(1, "192.0.2.1", "mallory");
    }
    assertThat(attempt("192.0.2.2", "ada", PASSWORD)).isInstanceOf(Outcome.In.class);
  }

  @Test
  void guessesFromManyAddressesAreSlowedDownByTheAccount() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      fail(1, "192.0.2." + i, "ada");
    }

    assertThat(attempt("198.51.100.1", "ada", PASSWORD))
        .isEqualTo(new Outcome.Later(Duration.ofSeconds(1)));
    assertThat(attempt("198.51.100.1", "family", "battery staple")).isInstanceOf(Outcome.In.class);
  }

  @Test
  void whoHasBeenHereBeforeIsNotKeptOutByOthers() throws InterruptedException {
    assertThat(attempt("198.51.100.1", "ada", PASSWORD)).isInstanceOf(Outcome.In.class);
    for (int i = 0; i < 5; i++) {
      fail(1, "192.0.2." + i, "ada");
    }

    assertThat(attempt("198.51.100.1", "ada", PASSWORD)).isInstanceOf(Outcome.In.class);
    assertThat(attempt("198.51.100.2", "ada", PASSWORD)).isInstanceOf(Outcome.Later.class);
  }

  @Test
  void aCrowdOfAddressesKeepsNobodyOutWhoHasBeenHereBefore() throws InterruptedException {
    var few = new SignIn(ACCOUNTS, sessions, clock, 3);
    var known = new Attempt("198.51.100.1", "198.51.100.1", "ada", PASSWORD);
    assertThat(few.attempt(known)).isInstanceOf(Outcome.In.class);
    for (int i = 0; i < 10; i++) {
      few.attempt(new Attempt("192.0.2." + i, "192.0.2." + i, "name" + i, "wrong"));
    }

    assertThat(few.attempt(new Attempt("198.51.100.2", "198.51.100.2", "ada", PASSWORD)))
        .isInstanceOf(Outcome.Later.class);
    assertThat(few.attempt(known)).isInstanceOf(Outcome.In.class);
    for (int i = 0; i < 5; i++) {
      few.attempt(new Attempt("198.51.100.1", "198.51.100.1", "ada", "wrong"));
    }
    assertThat(few.attempt(known)).isInstanceOf(Outcome.Later.class);
  }

  @Test
  void anAccountOfOnesOwnGivesNoFreshStartForGuessingAnother() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      fail(1, "192.0.2.1", "ada");
      assertThat(attempt("192.0.2.1", "family", "battery staple")).isInstanceOf(Outcome.In.class);
    }
    fail(1, "192.0.2.1", "ada");

    assertThat(attempt("192.0.2.1", "ada", "wrong")).isInstanceOf(Outcome.Later.class);
    assertThat(attempt("192.0.2.1", "family", "battery staple")).isInstanceOf(Outcome.Later.class);
  }

  @Test
  void textShowsNoPassword() {
    assertThat(new Attempt("192.0.2.1", "x", "ada", PASSWORD).toString()).doesNotContain(PASSWORD);
  }
}
