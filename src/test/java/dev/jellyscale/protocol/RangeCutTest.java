package dev.jellyscale.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeCutTest {

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          video fps | seconds a frame | range
                 25 |            0.01 |  1500
                 25 |            0.04 |  1500
                 25 |             0.1 |   600
                 25 |               1 |    60
                 25 |             1.2 |    50
                 25 |              90 |    50
             23.976 |            0.01 |  1439
                  0 |            0.01 |  1500
              0.125 |               1 |     8
               0.01 |               1 |     1
          """)
  void aRangeIsAMinuteOfWorkBetweenTwoAndSixtySecondsOfVideo(
      double videoFps, double secondsPerFrame, long range) {
    assertThat(new RangeCut(videoFps, secondsPerFrame).length()).isEqualTo(range);
  }

  @RepeatedTest(200)
  void everyLengthIsWithinItsBoundsAndRepeatsItself(RepetitionInfo round) {
    var random = new Random(round.getCurrentRepetition());
    double fps = random.nextDouble(1, 240);
    double seconds = Math.exp(random.nextDouble(-8, 8));

    long length = new RangeCut(fps, seconds).length();

    assertThat(length).isEqualTo(new RangeCut(fps, seconds).length());
    assertThat((double) length).isBetween(2 * fps - 0.5, 60 * fps + 0.5);
    assertThat(new RangeCut(fps, seconds * 2).length()).isLessThanOrEqualTo(length);
  }

  @RepeatedTest(200)
  void equalRangesCoverEveryFrameOnceAndDifferByOneAtMost(RepetitionInfo round) {
    var random = new Random(round.getCurrentRepetition());
    long first = random.nextLong(0, 1000);
    var whole = new FrameRange(first, first + random.nextLong(1, 100_000));
    long length = random.nextLong(1, 3000);

    var ranges = RangeCut.equal(whole, length);

    assertThat(ranges).hasSize(Math.toIntExact(Math.ceilDiv(whole.frames(), length)));
    assertThat(ranges.getFirst().first()).isEqualTo(whole.first());
    assertThat(ranges.getLast().end()).isEqualTo(whole.end());
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).first()).isEqualTo(ranges.get(i - 1).end());
    }
    var sizes = ranges.stream().mapToLong(FrameRange::frames).summaryStatistics();
    assertThat(sizes.getMax()).isLessThanOrEqualTo(length);
    assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
  }
}
