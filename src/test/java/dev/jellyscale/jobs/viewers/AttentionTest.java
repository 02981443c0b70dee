package dev.jellyscale.jobs.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jellyfin.PlaySession;
import dev.jellyscale.jellyfin.PlaySession.Transcode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
  private static final Instant START = Instant.parse("2026-11-22T20:00:00Z");

  private static ViewerRules rules(GiveWay way) {
    return new ViewerRules(
        way, Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));
  }

  /**
   * A session by letters: {@code p} plays, {@code a} is music, {@code g} transcodes by a GPU,
   * {@code c} by the processor, {@code r} is only packed anew by a GPU's program, {@code s} stands
   * still since the server does not say when.
   */
  private static PlaySession session(String letter) {
    var transcode =
        switch (letter) {
          case "g" -> Optional.of(new Transcode(true, Optional.of("nvenc")));
          case "c" -> Optional.of(new Transcode(true, Optional.empty()));
          case "r" -> Optional.of(new Transcode(false, Optional.of("nvenc")));
          default -> Optional.<Transcode>empty();
        };
    return new PlaySession(
        "id " + letter, !letter.equals("a"), letter.equals("s"), Optional.empty(), transcode);
  }

  /** Steps such as {@code 0:p 10:- 130:-}: seconds, and who plays; {@code x}: no answer. */
  private static String run(GiveWay way, String steps) {
    var rules = rules(way);
    var attention = Attention.NONE;
    var given = new StringBuilder();
    for (var step : steps.split(" ")) {
      var now = START.plusSeconds(Long.parseLong(step.substring(0, step.indexOf(':'))));
      var letters = step.substring(step.indexOf(':') + 1);
      if (letters.equals("x")) {
        attention = attention.unanswered(rules, now);
      } else {
        var sessions = new ArrayList<PlaySession>();
        for (var letter : letters.replace("-", "").split("")) {
          if (!letter.isEmpty()) {
            sessions.add(session(letter));
          }
        }
        attention = attention.answered(rules, now, sessions);
      }
      given.append(attention.giving() ? 'G' : '.');
    }
    return given.toString();
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    // Who counts.
    "PLAYBACK, 0:-, .",
    "PLAYBACK, 0:p, G",
    "PLAYBACK, 0:a, .",
    "PLAYBACK, 0:c 1:ap, GG",
    "GPU_TRANSCODE, 0:p 10:c 20:r 30:g, ...G",
    "NEVER, 0:p 10:g, ..",
    // Hysteresis: two minutes from the first answer without a viewer.
    "PLAYBACK, 0:p 10:- 129:- 130:-, GGG.",
    "PLAYBACK, 0:p 119:- 238:- 239:-, GGG.",
    "PLAYBACK, 0:p 60:- 70:p 180:- 299:- 300:-, GGGGG.",
    "PLAYBACK, 0:p 120:- 240:- 241:p, GG.G",
    // What stands still counts for ten minutes from when it was seen to.
    "PLAYBACK, 0:p 10:s 609:s 610:s, GGGG",
    "PLAYBACK, 0:s 599:s 600:s 719:s 720:s, GGGG.",
    "PLAYBACK, 0:s 600:s 720:s 730:p, GG.G",
    "PLAYBACK, 0:s 500:p 510:s 1100:s 1109:s 1110:s 1230:s, GGGGGG.",
    // Without an answer the last one stands for five minutes.
    "PLAYBACK, 0:x, .",
    "PLAYBACK, 0:p 10:x 299:x 300:x, GGG.",
    "PLAYBACK, 0:- 10:x 400:x, ...",
    "PLAYBACK, 0:p 300:x 310:x 320:p, G..G",
    "PLAYBACK, 0:p 290:x 295:- 415:-, GGG.",
    "PLAYBACK, 0:p 290:x 295:p 400:-, GGGG",
    "PLAYBACK, 0:p 60:- 110:x 200:x 359:x 360:x, GGGGG."
  })
  void whatComesNextFollowsFromTimeSessionsAndWhatWas(GiveWay way, String steps, String given) {
    assertThat(run(way, steps)).isEqualTo(given);
  }

  @Test
  void theServersOwnTimeOfAPauseCountsUnlessItsClockIsAhead() {
    var rules = rules(GiveWay.PLAYBACK);
    var old =
        new PlaySession(
            "1", true, true, Optional.of(START.minus(Duration.ofMinutes(11))), Optional.empty());
    var ahead =
        new PlaySession(
            "2", true, true, Optional.of(START.plus(Duration.ofHours(1))), Optional.empty());

    assertThat(Attention.NONE.answered(rules, START, List.of(old)).giving()).isFalse();
    var seen = Attention.NONE.answered(rules, START, List.of(old, ahead));
    assertThat(seen.viewers()).isEqualTo(1);
    assertThat(seen.answered(rules, START.plus(Duration.ofMinutes(10)), List.of(ahead)).viewers())
        .isZero();
  }

  @Test
  void viewersAreCounted() {
    var three = List.of(session("p"), session("c"), session("s"), session("a"));

    assertThat(Attention.NONE.answered(rules(GiveWay.PLAYBACK), START, three).viewers())
        .isEqualTo(3);
  }
}
