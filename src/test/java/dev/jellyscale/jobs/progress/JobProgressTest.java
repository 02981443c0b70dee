package dev.jellyscale.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.protocol.FrameRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobProgressTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
  private static final JobId JOB = JobId.at(NOW);
  private static final Tally UNMEASURED = new Tally(Map.of(Kind.PENDING, 10), 1000, 0, 0, 0);

  private static Tally tally(long done, long measuredFrames, double seconds) {
    return new Tally(Map.of(Kind.RUNNING, 1), 1000, done, measuredFrames, seconds);
  }

  private static Segment running(int number, String node, Optional<Segment.Progress> progress) {
    return new Segment(
        new Segment.Key(JOB, number),
        new FrameRange(100L * number, 100L * (number + 1)),
        new SegmentState.Running(1, new NodeName(node)),
        1,
        0,
        0,
        progress);
  }

  /** Told a second ago. */
  private static Segment at(int number, double speed) {
    return running(number, "a", Optional.of(new Segment.Progress(40, speed, NOW.minusSeconds(1))));
  }

  private static Segment told(int number, double speed, int secondsAgo) {
    return running(
        number, "a", Optional.of(new Segment.Progress(40, speed, NOW.minusSeconds(secondsAgo))));
  }

  private static Segment silent(int number) {
    return running(number, "b", Optional.empty());
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("nothing planned", new Tally(Map.of(), 0, 0, 0, 0), List.of(), 0.0, -1L),
        arguments("nothing begun", UNMEASURED, List.of(), 0.0, -1L),
        arguments("begun, nothing told", UNMEASURED, List.of(silent(1)), 0.0, -1L),
        arguments("the first frames tell", tally(40, 0, 0), List.of(at(1, 4)), 4.0, 240L),
        arguments("two tell", tally(80, 0, 0), List.of(at(1, 4), at(2, 6)), 10.0, 92L),
        arguments("one tells for two", tally(40, 0, 0), List.of(at(1, 4), silent(2)), 4.0, 120L),
        arguments("measured", tally(540, 500, 100), List.of(at(1, 4)), 4.0, 92L),
        arguments(
            "measured, two slots", tally(580, 500, 100), List.of(at(1, 4), at(2, 4)), 8.0, 42L),
        arguments("measured, nobody at work", tally(500, 500, 100), List.of(), 0.0, -1L),
        arguments("all rendered", tally(1000, 1000, 200), List.of(), 0.0, -1L),
        arguments("more told than there is", tally(1040, 900, 180), List.of(at(1, 5)), 5.0, 0L),
        arguments("silent for long", tally(40, 0, 0), List.of(told(1, 4, 11)), 0.0, -1L),
        arguments("slow frames", tally(40, 0, 0), List.of(told(1, 0.1, 25)), 0.1, 9600L),
        arguments("slow, and silent", tally(40, 0, 0), List.of(told(1, 0.1, 31)), 0.0, -1L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void progressComesFromFramesAndMeasuredSpeed(
      String what, Tally tally, List<Segment> running, double speed, long secondsLeft) {
    var progress = JobProgress.of(tally, running, NOW);

    assertThat(progress.framesPerSecond()).as(what).isEqualTo(speed);
    assertThat(progress.left().map(Duration::toSeconds).orElse(-1L)).isEqualTo(secondsLeft);
    assertThat(progress.framesDone()).isBetween(0L, progress.frames());
    assertThat(progress.current()).hasSize(running.size());
  }

  @Test
  void timeThatPassesAloneChangesNoExpectation() {
    var early = JobProgress.of(tally(540, 500, 100), List.of(at(1, 4)), NOW);
    var late = JobProgress.of(tally(540, 500, 100), List.of(at(1, 4)), NOW.plusSeconds(3600));

    assertThat(late.left()).isEqualTo(early.left());
    assertThat(late.framesPerSecond()).isZero();
  }

  @Test
  void whatEachNodeRendersIsTold() {
    var pending =
        new Segment(
            new Segment.Key(JOB, 9),
            new FrameRange(900, 1000),
            new SegmentState.Pending(NOW),
            0,
            0,
            0,
            Optional.empty());
    var nodes = CurrentSegment.byNode(List.of(at(1, 4), silent(2), at(3, 5), pending), NOW);

    assertThat(nodes).containsOnlyKeys(new NodeName("a"), new NodeName("b"));
    assertThat(nodes.get(new NodeName("a")))
        .extracting(CurrentSegment::framesPerSecond)
        .containsExactly(4.0, 5.0);
    assertThat(nodes.get(new NodeName("b")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.framesDone()).isZero();
              assertThat(one.attempt().number()).isEqualTo(1);
              assertThat(one.frames()).isEqualTo(new FrameRange(200, 300));
            });
  }
}
