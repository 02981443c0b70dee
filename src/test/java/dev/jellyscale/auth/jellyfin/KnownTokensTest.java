package dev.jellyscale.auth.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.jellyfin.TokenStanding.Held;
import dev.jellyscale.auth.jellyfin.TokenStanding.Nobodys;
import dev.jellyscale.auth.jellyfin.TokenStanding.NotAsked;
import dev.jellyscale.auth.jellyfin.TokenStanding.Untold;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.UserToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private static final Held ANNA =
      new Held(new Caller.JellyfinUser(ScriptedAuthority.ANNA, "Anna", false));

  private static final Untold UNTOLD = new Untold(Duration.ofSeconds(5));

  private final ScriptedAuthority jellyfin = new ScriptedAuthority();
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> counted = new CopyOnWriteArrayList<>();
  private final KnownTokens tokens = new KnownTokens(jellyfin, nanos::get, counted::add);
  private final Place place = new Place();

  /** Where tokens come from. */
  private static final class Place implements Guesses {
    private final AtomicInteger wrong = new AtomicInteger();
    private volatile boolean guessing;

    @Override
    public boolean areTooMany() {
      return guessing;
    }

    @Override
    public void wrong() {
      wrong.incrementAndGet();
    }
  }

  @AfterEach
  void end() {
    tokens.close();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private TokenStanding standing(UserToken token) {
    return tokens.standing(token, place).join();
  }

  @Test
  void aConfirmedTokenCountsForFifteenSecondsAndNoLonger() {
    var token = jellyfin.user("anna", false);
    assertThat(standing(token)).isEqualTo(ANNA);
    jellyfin.forget(token);

    pass(KnownTokens.GOOD.minusNanos(1));
    assertThat(standing(token)).isEqualTo(ANNA);
    assertThat(jellyfin.calls()).isEqualTo(1);

    pass(Duration.ofNanos(1));
    assertThat(standing(token)).isEqualTo(new Nobodys());
    assertThat(jellyfin.calls()).isEqualTo(2);
  }

  @Test
  void usingATokenDoesNotProlongIt() {
    var token = jellyfin.user("anna", false);
    for (int second = 0; second < 60; second++) {
      standing(token);
      pass(Duration.ofSeconds(1));
    }

    assertThat(jellyfin.calls()).isEqualTo(4);
  }

  @Test
  void aTokenOfNobodyIsAskedAboutAgainAfterFiveSeconds() {
    var token = new UserToken("wrong");
    for (int second = 0; second < 15; second++) {
      assertThat(standing(token)).isEqualTo(new Nobodys());
      pass(Duration.ofSeconds(1));
    }

    assertThat(jellyfin.calls()).isEqualTo(3);
  }

  @Test
  void whoComesWhileJellyfinIsAskedWaitsForTheSameAnswer() {
    var gate = new CountDownLatch(1);
    var asked = new AtomicInteger();
    var slow =
        new TokenAuthority() {
          @Override
          public Identity whoIs(UserToken token) {
            asked.incrementAndGet();
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new Unavailable("interrupted", e);
            }
            return new Identity.User(ScriptedAuthority.ANNA, "Anna", false);
          }

          @Override
          public boolean isKey(UserToken token) {
            return false;
          }
        };
    try (var known = new KnownTokens(slow, nanos::get, counted::add)) {
      var waiting = new ArrayList<CompletableFuture<TokenStanding>>();
      for (int i = 0; i < 200; i++) {
        waiting.add(known.standing(new UserToken("anna"), place));
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      gate.countDown();

      assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo(ANNA));
      assertThat(asked).hasValue(1);
      assertThat(known.standing(new UserToken("anna"), place)).isCompletedWithValue(ANNA);
    }
  }

  @Test
  void anApiKeyCostsTwoQuestions() {
    var key = jellyfin.key("key", true);

    assertThat(standing(key))
        .isEqualTo(new Held(new Caller.JellyfinKey(key.fingerprint().substring(0, 16))));
    pass(Duration.ofSeconds(14));
    standing(key);
    assertThat(jellyfin.calls()).isEqualTo(2);
    assertThat(counted).containsExactly("key", "key");
  }

  @Test
  void whatOnlyClaimsToBeAKeyIsNobodys() {
    var token = jellyfin.key("no-key", false);

    assertThat(standing(token)).isEqualTo(new Nobodys());
    assertThat(place.wrong).hasValue(1);
    assertThat(counted).containsExactly("key", "unknown");
  }

  @Test
  void thatJellyfinIsGoneIsNotRemembered() {
    var token = jellyfin.user("anna", true);
    jellyfin.isDown(true);
    assertThat(standing(token)).isEqualTo(UNTOLD);
    assertThat(standing(token)).isEqualTo(UNTOLD);
    assertThat(jellyfin.calls()).isEqualTo(2);
    assertThat(place.wrong).hasValue(0);

    jellyfin.isDown(false);
    assertThat(standing(token)).isInstanceOf(Held.class);
    assertThat(counted).containsExactly("failed", "failed", "user");
  }

  @Test
  void whoIsKnownStaysKnownForTheRestOfHisTimeWhereJellyfinIsGone() {
    var token = jellyfin.user("anna", false);
    standing(token);
    jellyfin.isDown(true);

    pass(Duration.ofSeconds(14));
    assertThat(standing(token)).isEqualTo(ANNA);
    pass(Duration.ofSeconds(1));
    assertThat(standing(token)).isEqualTo(UNTOLD);
  }

  @Test
  void aKeyOfWhichTheSecondQuestionFailsIsNotLetIn() {
    var half =
        new TokenAuthority() {
          @Override
          public Identity whoIs(UserToken token) {
            return new Identity.KeyWithoutUser();
          }

          @Override
          public boolean isKey(UserToken token) {
            throw new Unavailable("gone", null);
          }
        };
    try (var known = new KnownTokens(half, nanos::get, counted::add)) {
      assertThat(known.standing(new UserToken("key"), place).join()).isEqualTo(UNTOLD);
    }
  }

  @Test
  void fromWhereSomebodyGuessesOnlyFamiliarTokensAreAskedAbout() {
    var known = jellyfin.user("anna", false);
    standing(known);
    pass(Duration.ofMinutes(10));
    var fresh = jellyfin.user("new", false);
    place.guessing = true;

    assertThat(standing(fresh)).isEqualTo(new NotAsked());
    assertThat(standing(new UserToken("guess"))).isEqualTo(new NotAsked());
    assertThat(jellyfin.calls()).isEqualTo(1);
    assertThat(standing(known)).isEqualTo(ANNA);

    place.guessing = false;
    assertThat(standing(fresh)).as("at once, not after a while").isEqualTo(ANNA);
  }

  @Test
  void aTokenThatHasExpiredIsOneWrongTokenHoweverOftenItIsShown() {
    var token = jellyfin.user("anna", false);
    standing(token);
    jellyfin.forget(token);
    for (int second = 0; second < 300; second++) {
      pass(Duration.ofSeconds(1));
      standing(token);
    }

    assertThat(place.wrong).hasValue(1);
  }

  @Test
  void wrongTokensAreCountedOneByOne() {
    IntStream.range(0, 20).forEach(i -> standing(new UserToken("guess-" + i)));

    assertThat(place.wrong).hasValue(20);
  }

  @Test
  void aDemotedAdministratorIsAUserAfterFifteenSeconds() {
    var token = jellyfin.user("anna", true);
    assertThat(standing(token)).isNotEqualTo(ANNA);
    jellyfin.user("anna", false);

    pass(KnownTokens.GOOD);

    assertThat(standing(token)).isEqualTo(ANNA);
  }

  @Test
  void atItsEndWhoWaitsHearsThatNobodyIsAskedAnyMore() {
    tokens.close();

    assertThat(standing(jellyfin.user("anna", false))).isEqualTo(UNTOLD);
  }
}
