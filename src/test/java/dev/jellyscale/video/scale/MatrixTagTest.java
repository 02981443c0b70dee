package dev.jellyscale.video.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of ITU-T H.273: 1 BT.709, 2 unspecified, 5 and 6 BT.601. */
class MatrixTagTest {

  @ParameterizedTest(name = "{0}x{1} tagged {2}, enlarged {3} times, is tagged {4}")
  @CsvSource({
    "640, 360, 2, 2, 6", // would turn from BT.601 to BT.709 in the eyes of a player
    "720, 576, 2, 2, 6",
    "320, 240, 2, 2, 2", // still small
    "1280, 720, 2, 2, 2", // was BT.709 before
    "640, 360, 1, 2, 1", // says what it is
    "640, 360, 5, 2, 5",
  })
  void aMatrixIsNamedWhereSizeWouldChangeIt(
      int width, int height, int matrix, int scale, int expected) {
    var source = Videos.tagged(width, height, matrix);

    var tags = MatrixTag.forSize(source, source.format().scaled(scale));

    assertThat(tags).isEqualTo(source.tags().withMatrix(expected));
  }
}
