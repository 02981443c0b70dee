package dev.jellyscale.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TileAxisTest {

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          pixels | largest | reach | unit | tiles | size
             100 |     100 |     5 |    1 |     1 |  100
             101 |     100 |     5 |    1 |     2 |   56
            1920 |     512 |     6 |    2 |     4 |  490
            1919 |     512 |     6 |    2 |     4 |  490
             720 |     360 |     0 |    2 |     2 |  360
              99 |     100 |     6 |    2 |     1 |  100
               1 |     512 |     6 |    1 |     1 |    1
          """)
  void fitsTheFewestEqualTiles(int pixels, int largest, int reach, int unit, int tiles, int size) {
    var axis = TileAxis.fitted(pixels, largest, new Seam(reach, unit, false));

    assertThat(axis.spans()).hasSize(tiles).allMatch(span -> span.size() == size);
    assertThat(axis.tileSize()).isEqualTo(size);
  }

  static Stream<TileAxis> manyAxes() {
    var random = new Random(7);
    return IntStream.range(0, 400)
        .mapToObj(
            i -> {
              int unit = 1 + random.nextInt(2);
              boolean blended = random.nextBoolean();
              var seam = new Seam(unit * (1 + random.nextInt(20)), unit, blended);
              int size = unit * (seam.leastTile() / unit + random.nextInt(60));
              int pixels = 1 + random.nextInt(900);
              return i % 2 == 0
                  ? TileAxis.fitted(pixels, size, seam)
                  : TileAxis.ofSize(pixels, size, seam);
            });
  }

  @Test
  void coresFollowEachOtherFromTheStartToTheEnd() {
    var axes = manyAxes().toList();

    for (var axis : axes) {
      var covered = new BitSet();
      int expectedStart = 0;
      for (var span : axis.spans()) {
        assertThat(span.coreStart()).isEqualTo(expectedStart).isLessThan(span.coreEnd());
        covered.set(span.coreStart(), span.coreEnd());
        expectedStart = span.coreEnd();
      }
      assertThat(expectedStart).isEqualTo(axis.length());
      assertThat(covered.cardinality()).isEqualTo(axis.length());
    }
  }

  @Test
  void everyTileSeesTheReachBeyondEachOfItsSeams() {
    var axes = manyAxes().toList();

    for (var axis : axes) {
      for (var span : axis.spans()) {
        int reach = axis.seam().reach();
        assertThat(span.start()).isLessThanOrEqualTo(Math.max(0, span.coreStart() - reach));
        assertThat(span.end())
            .isGreaterThanOrEqualTo(Math.min(axis.length(), span.coreEnd() + reach))
            .isLessThanOrEqualTo(axis.length());
      }
    }
  }

  @Test
  void everythingIsAMultipleOfTheUnit() {
    var axes = manyAxes().toList();

    for (var axis : axes) {
      int unit = axis.seam().unit();
      for (var span : axis.spans()) {
        assertThat(List.of(span.start(), span.size(), span.coreStart(), span.coreEnd()))
            .allMatch(pixels -> pixels % unit == 0 || pixels == axis.length());
      }
    }
  }

  @Test
  void fadesOfBlendedSeamsNeverMeet() {
    var axes = manyAxes().filter(axis -> axis.seam().blended()).toList();

    for (var axis : axes) {
      var spans = axis.spans();
      for (int i = 1; i < spans.size() - 1; i++) {
        assertThat(spans.get(i).coreEnd() - spans.get(i).coreStart())
            .isGreaterThanOrEqualTo(2 * axis.seam().reach());
      }
    }
  }

  static Stream<Seam> seams() {
    return Stream.of(new Seam(8, 2, false), new Seam(8, 1, true));
  }

  @ParameterizedTest
  @MethodSource("seams")
  void refusesTilesThatAreAllSeam(Seam seam) {
    assertThatThrownBy(() -> TileAxis.fitted(500, seam.leastTile() - 1, seam))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too small for a reach of 8");
  }

  @Test
  void padsAFrameThatIsSmallerThanAGivenTile() {
    var axis = TileAxis.ofSize(50, 64, new Seam(2, 2, false));

    assertThat(axis.spans()).containsExactly(new Span(0, 64, 0, 64));
  }
}
