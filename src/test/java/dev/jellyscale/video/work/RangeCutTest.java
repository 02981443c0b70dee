package dev.jellyscale.video.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.FrameRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeCutTest {

  @Test
  void theFirstRangeIsTwoSecondsOrTheWholeVideo() {
    var cut = new RangeCut(25);

    assertThat(cut.first(new FrameRange(0, 1000))).isEqualTo(new FrameRange(0, 50));
    assertThat(cut.first(new FrameRange(30, 40))).isEqualTo(new FrameRange(30, 40));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          video fps | rendered fps | range
                 25 |          100 |  1500
                 25 |           25 |  1500
                 25 |           11 |  1500
                 25 |           10 |   250
                 25 |            2 |   250
                 25 |          1.5 |    50
                 25 |         0.05 |    50
             23.976 |           30 |  1439
                  0 |           30 |  1500
          """)
  void aRangeIsAboutAMinuteOfWorkBetweenTwoAndSixtySecondsOfVideo(
      double videoFps, double renderedFps, long range) {
    assertThat(new RangeCut(videoFps).length(renderedFps)).isEqualTo(range);
  }

  @ParameterizedTest
  @CsvSource({"0,1,50", "50,1000,333", "7,8,1", "0,100000,1500", "10,20,3"})
  void equalRangesCoverEveryFrameOnceAndDifferByOneAtMost(long first, long end, long length) {
    var ranges = RangeCut.equal(first, end, length);

    assertThat(ranges.getFirst().first()).isEqualTo(first);
    assertThat(ranges.getLast().end()).isEqualTo(end);
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).first()).isEqualTo(ranges.get(i - 1).end());
    }
    assertThat(ranges).allSatisfy(r -> assertThat(r.frames()).isLessThanOrEqualTo(length));
    var sizes = ranges.stream().mapToLong(FrameRange::frames).summaryStatistics();
    assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
  }
}
