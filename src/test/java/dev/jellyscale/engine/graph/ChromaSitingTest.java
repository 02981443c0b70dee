package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chroma against an interpolation that is written down sample by sample, in luma coordinates. */
class ChromaSitingTest {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 16;

  static Stream<Arguments> layouts() {
    return Stream.of(Subsampling.values())
        .flatMap(
            subsampling ->
                Stream.of(ChromaSiting.values())
                    .flatMap(
                        siting ->
                            Stream.of(2, 3, 4)
                                .map(scale -> Arguments.of(subsampling, siting, scale))));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void chromaStaysWhereItsSitingSaysWhenLumaGrows(
      Subsampling subsampling, ChromaSiting siting, int scale) {
    var spec = spec(Channels.LUMA, scale, subsampling, siting, 8);
    var planes = PlaneRunner.noise(1, spec);

    var result = PlaneRunner.run(spec, planes);

    for (int plane = 1; plane <= 2; plane++) {
      assertNear(result.get(plane), enlarged(spec, planes.get(plane), plane), spec.in().maxCode());
    }
  }

  @ParameterizedTest
  @EnumSource(ChromaSiting.class)
  void tenBitChromaIsInterpolatedLikewise(ChromaSiting siting) {
    var spec = spec(Channels.LUMA, 2, Subsampling.S420, siting, 10);
    var planes = PlaneRunner.noise(2, spec);

    var result = PlaneRunner.run(spec, planes);

    for (int plane = 1; plane <= 2; plane++) {
      assertNear(result.get(plane), enlarged(spec, planes.get(plane), plane), spec.in().maxCode());
    }
  }

  @Test
  void chromaKeepsItsMiddleWhenTheDepthChanges() {
    var same = spec(Channels.LUMA, 2, Subsampling.S420, ChromaSiting.LEFT, 8);
    var deep = same.in().withDepth(10);
    var spec = new GraphSpec(same.network(), same.in(), deep, same.colour(), 1, WIDTH, HEIGHT);
    var planes = PlaneRunner.noise(3, spec);
    Arrays.fill(planes.get(1), 128);
    Arrays.fill(planes.get(2), 240);

    var result = PlaneRunner.run(spec, planes);

    assertThat(result.get(1)).containsOnly(512);
    assertThat(result.get(2)).containsOnly(960);
  }

  @ParameterizedTest
  @EnumSource(ChromaSiting.class)
  void anRgbNetworkSeesChromaWhereItsSitingSays(ChromaSiting siting) {
    // Luma is flat, so what the network's red says about Cr is what was interpolated.
    var spec = spec(Channels.RGB, 1, Subsampling.S420, siting, 8);
    var planes = PlaneRunner.noise(4, spec);
    Arrays.fill(planes.getFirst(), 100);

    var result = PlaneRunner.run(spec, planes);

    for (int plane = 1; plane <= 2; plane++) {
      var full = atLuma(spec, planes.get(plane), siting);
      assertNear(result.get(plane), reduced(full, siting), spec.in().maxCode());
    }
  }

  /** Codes of a plane at every chroma sample of the larger picture. */
  private static double[][] enlarged(GraphSpec spec, int[] codes, int plane) {
    int columns = spec.in().planeWidth(plane, spec.width());
    int rows = spec.in().planeHeight(plane, spec.height());
    int scale = spec.network().scale();
    var siting = spec.colour().siting();
    int stepX = spec.in().subsampling().columns();
    int stepY = spec.in().subsampling().rows();
    boolean left = stepX == 2 && siting != ChromaSiting.CENTRE;
    boolean top = stepY == 2 && siting == ChromaSiting.TOP_LEFT;
    // Where a chroma sample lies, in luma pixels from the edge of the picture.
    double offsetX = left ? 0.5 : stepX / 2.0;
    double offsetY = top ? 0.5 : stepY / 2.0;
    var large = new double[rows * scale][columns * scale];
    for (int y = 0; y < rows * scale; y++) {
      for (int x = 0; x < columns * scale; x++) {
        double lumaX = (x * stepX + offsetX) / scale;
        double lumaY = (y * stepY + offsetY) / scale;
        large[y][x] =
            sample(codes, columns, rows, (lumaX - offsetX) / stepX, (lumaY - offsetY) / stepY);
      }
    }
    return large;
  }

  private static double[][] atLuma(GraphSpec spec, int[] codes, ChromaSiting siting) {
    double offsetX = siting == ChromaSiting.CENTRE ? 0.5 : 0;
    double offsetY = siting == ChromaSiting.TOP_LEFT ? 0 : 0.5;
    var full = new double[spec.height()][spec.width()];
    for (int y = 0; y < spec.height(); y++) {
      for (int x = 0; x < spec.width(); x++) {
        full[y][x] =
            sample(
                codes, spec.width() / 2, spec.height() / 2, (x - offsetX) / 2, (y - offsetY) / 2);
      }
    }
    return full;
  }

  private static double[][] reduced(double[][] full, ChromaSiting siting) {
    var small = new double[full.length / 2][full[0].length / 2];
    for (int y = 0; y < small.length; y++) {
      for (int x = 0; x < small[0].length; x++) {
        double sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            double weight =
                weight(dx, siting != ChromaSiting.CENTRE)
                    * weight(dy, siting == ChromaSiting.TOP_LEFT);
            sum += weight * full[Math.max(0, 2 * y + dy)][Math.max(0, 2 * x + dx)];
          }
        }
        small[y][x] = sum;
      }
    }
    return small;
  }

  private static double weight(int distance, boolean onFirst) {
    if (onFirst) {
      return distance == 0 ? 0.5 : 0.25;
    }
    return distance < 0 ? 0 : 0.5;
  }

  private static double sample(int[] codes, int columns, int rows, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double sum = 0;
    for (int row = top - 1; row <= top + 2; row++) {
      for (int column = left - 1; column <= left + 2; column++) {
        int at = Math.clamp(row, 0, rows - 1) * columns + Math.clamp(column, 0, columns - 1);
        sum += codes[at] * cubic(x - column) * cubic(y - row);
      }
    }
    return sum;
  }

  private static double cubic(double distance) {
    double t = Math.abs(distance);
    if (t <= 1) {
      return 1.5 * t * t * t - 2.5 * t * t + 1;
    }
    return t <= 2 ? -0.5 * t * t * t + 2.5 * t * t - 4 * t + 2 : 0;
  }

  private static void assertNear(int[] actual, double[][] expected, int max) {
    int columns = expected[0].length;
    assertThat(actual).hasSize(expected.length * columns);
    for (int i = 0; i < actual.length; i++) {
      double value = Math.clamp(expected[i / columns][i % columns], 0.0, max);
      assertThat((double) actual[i])
          .as("row %d, column %d", i / columns, i % columns)
          .isBetween(value - 1, value + 1);
    }
  }

  private static GraphSpec spec(
      Channels channels, int scale, Subsampling subsampling, ChromaSiting siting, int depth) {
    var model = TestNetworks.identity(scale, channels, TestNetworks.OPSET, false);
    var pixels = new PixelFormat(Family.YUV, subsampling, depth);
    var colour = new ColourDescription(Matrix.BT709, Range.LIMITED, siting);
    return new GraphSpec(Network.open(model), pixels, pixels, colour, 1, WIDTH, HEIGHT);
  }
}
