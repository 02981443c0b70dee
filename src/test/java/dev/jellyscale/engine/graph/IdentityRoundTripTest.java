package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network that changes nothing gives back. */
class IdentityRoundTripTest {
  private static final int OPSET = TestNetworks.OPSET;

  static Stream<Arguments> depthsAndRanges() {
    return Stream.of(8, 10, 12, 14, 16)
        .flatMap(depth -> Stream.of(Range.values()).map(range -> Arguments.of(depth, range)));
  }

  @ParameterizedTest
  @MethodSource("depthsAndRanges")
  void aLumaNetworkKeepsEveryCode(int depth, Range range) {
    var spec = spec(Channels.LUMA, Subsampling.S420, depth, colour(Matrix.BT709, range));
    var planes = PlaneRunner.noise(1, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(worst(planes, result)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 18, 21, 22})
  void theWrapperSpeaksTheOpsetOfALumaNetwork(int opset) {
    var model = TestNetworks.identity(1, Channels.LUMA, opset, false);
    var spec = spec(model, yuv(Subsampling.S420, 8), colour(Matrix.BT709, Range.LIMITED));
    var planes = PlaneRunner.noise(2, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(spec.network().opset()).isEqualTo(opset);
    assertThat(worst(planes, result)).containsExactly(0, 0, 0);
  }

  static Stream<Arguments> opsetsAndDepths() {
    return Stream.of(11, 13, 18, 21)
        .flatMap(opset -> Stream.of(8, 10, 16).map(depth -> Arguments.of(opset, depth)));
  }

  @ParameterizedTest
  @MethodSource("opsetsAndDepths")
  void theWrapperSpeaksTheOpsetOfAnRgbNetwork(int opset, int depth) {
    var model = TestNetworks.identity(1, Channels.RGB, opset, false);
    var spec = spec(model, yuv(Subsampling.S420, depth), colour(Matrix.BT709, Range.LIMITED));
    var planes = PlaneRunner.noise(3, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(worst(planes, result).getFirst()).isZero();
  }

  static Stream<Arguments> coloursAndDepths() {
    return Stream.of(8, 10, 12, 16)
        .flatMap(
            depth ->
                Stream.of(Matrix.BT601, Matrix.BT709, Matrix.BT2020)
                    .flatMap(
                        matrix ->
                            Stream.of(Range.values())
                                .map(range -> Arguments.of(depth, matrix, range))));
  }

  @ParameterizedTest
  @MethodSource("coloursAndDepths")
  void anRgbNetworkKeepsCodesWithinOneEvenOutsideOfTheGamut(int depth, Matrix matrix, Range range) {
    var spec = spec(Channels.RGB, Subsampling.S444, depth, colour(matrix, range));
    var planes = PlaneRunner.noise(4, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(worst(planes, result)).allMatch(error -> error <= 1);
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void identityMatrixKeepsEveryCodeOfRedGreenAndBlue(Channels channels) {
    var pixels = new PixelFormat(Family.RGB, Subsampling.S444, 8);
    var model = TestNetworks.identity(1, channels, OPSET, false);
    var spec = spec(model, pixels, colour(Matrix.IDENTITY, Range.FULL));
    var planes = PlaneRunner.noise(5, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(worst(planes, result)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void halfPrecisionNetworksKeepEightBitCodesWithinOne(Channels channels) {
    var model = TestNetworks.identity(1, channels, OPSET, true);
    var spec = spec(model, yuv(Subsampling.S444, 8), colour(Matrix.BT709, Range.LIMITED));
    var planes = PlaneRunner.noise(6, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(worst(planes, result)).allMatch(error -> error <= 1);
  }

  private static GraphSpec spec(
      Channels channels, Subsampling subsampling, int depth, ColourDescription colour) {
    var model = TestNetworks.identity(1, channels, OPSET, false);
    return spec(model, yuv(subsampling, depth), colour);
  }

  private static GraphSpec spec(ModelFile model, PixelFormat pixels, ColourDescription colour) {
    return new GraphSpec(Network.open(model), pixels, pixels, colour, 1, 128, 96);
  }

  private static PixelFormat yuv(Subsampling subsampling, int depth) {
    return new PixelFormat(Family.YUV, subsampling, depth);
  }

  private static ColourDescription colour(Matrix matrix, Range range) {
    return new ColourDescription(matrix, range, ChromaSiting.LEFT);
  }

  private static List<Integer> worst(List<int[]> expected, List<int[]> actual) {
    var all = new ArrayList<Integer>();
    for (int plane = 0; plane < expected.size(); plane++) {
      assertThat(actual.get(plane)).hasSameSizeAs(expected.get(plane));
      int worst = 0;
      for (int i = 0; i < expected.get(plane).length; i++) {
        int error = Math.abs(expected.get(plane)[i] - actual.get(plane)[i]);
        worst = Math.max(worst, error);
      }
      all.add(worst);
    }
    return all;
  }
}
