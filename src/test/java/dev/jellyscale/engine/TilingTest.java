package dev.jellyscale.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.HalvingNetworks;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.QuantisedNetworks;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ExecutionProvider;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames in tiles against the same frames inferred whole, by real sessions on the CPU. */
class TilingTest {
  private static final EngineOptions WHOLE =
      EngineOptions.defaults()
          .withPreference(ExecutionProvider.CPU)
          .withMemory(new MemoryBound(1L << 30, 1L << 30))
          .withBatching(Batching.of(1, 1));

  /** One byte: the smallest tiles that the seams allow. */
  private static final EngineOptions TILED = WHOLE.withMemory(new MemoryBound(1, 1));

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          channels | family | subsampling | depth | width | height | scale
          LUMA     | YUV    | S420        |     8 |    96 |     64 |     2
          LUMA     | YUV    | S420        |     8 |    97 |     63 |     2
          LUMA     | YUV    | S420        |    10 |    97 |     63 |     3
          LUMA     | YUV    | S422        |     8 |    95 |     64 |     2
          LUMA     | YUV    | S444        |    10 |    95 |     61 |     2
          LUMA     | YUV    | S444        |     8 |    64 |     64 |     1
          LUMA     | YUV    | S420        |     8 |    65 |     64 |     1
          LUMA     | YUV    | S420        |    16 |    65 |     64 |     2
          LUMA     | RGB    | S444        |     8 |    97 |     63 |     2
          RGB      | YUV    | S420        |     8 |    96 |     64 |     2
          RGB      | YUV    | S420        |    10 |    97 |     63 |     2
          RGB      | YUV    | S422        |    10 |    97 |     63 |     2
          RGB      | YUV    | S444        |     8 |    97 |     63 |     3
          RGB      | YUV    | S420        |     8 |    95 |     63 |     1
          RGB      | RGB    | S444        |    12 |    97 |     63 |     2
          """)
  void differsFromTheWholeFrameByAtMostOneCode(
      Channels channels,
      Family family,
      Subsampling subsampling,
      int depth,
      int width,
      int height,
      int scale)
      throws Exception {
    var network = Network.open(TestNetworks.convRelu(scale, channels, 11, 16, 16));
    var format = new FrameFormat(width, height, new PixelFormat(family, subsampling, depth));
    var colour = family == Family.RGB ? TestFrames.RGB : TestFrames.BT709;

    var difference = difference(network, format, colour);

    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"bicubic-x2", "bicubic-x3"})
  void tilesTheBaselineToo(String id) throws Exception {
    var format = new FrameFormat(97, 63, TestFrames.YUV420);

    var difference = difference(ModelLoader.load(id), format, TestFrames.BT709);

    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"S444", "S422", "S420"})
  void tilesShareWhatTheChromaFilterReadsWhereTheNetworkReadsLess(Subsampling subsampling)
      throws Exception {
    var network = Network.open(TestNetworks.identity(2, Channels.LUMA, 17, false));
    var format = new FrameFormat(97, 63, new PixelFormat(Family.YUV, subsampling, 8));

    var difference = difference(network, format, TestFrames.BT709);

    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 131, 97", "4, 130, 98"})
  void startsTilesWhereANetworkOfReducedSizeStartsItsBlocks(int block, int width, int height)
      throws Exception {
    var network = Network.open(TestNetworks.reducing(block, 2));
    var format = new FrameFormat(width, height, TestFrames.YUV420);

    var difference = difference(network, format, TestFrames.BT709);

    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 131, 97", "2, 130, 98", "2, 131, 98", "4, 130, 97", "5, 132, 100", "5, 131, 97"})
  void startsTilesWhereAFirstConvolutionOfStrideTwoStarts(int kernel, int width, int height)
      throws Exception {
    var network = Network.open(HalvingNetworks.of(kernel));
    var format = new FrameFormat(width, height, TestFrames.YUV420);

    var difference = difference(network, format, TestFrames.BT709);

    assertThat(network.alignment()).isEqualTo(2);
    assertThat(network.receptiveField()).isPresent();
    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(QuantisedNetworks.Form.class)
  void tilesNetworksOfEightBits(QuantisedNetworks.Form form) throws Exception {
    var network = Network.open(QuantisedNetworks.of(form));
    var format = new FrameFormat(97, 63, TestFrames.YUV420);

    var difference = difference(network, format, TestFrames.BT709);

    assertThat(difference.tiles()).isGreaterThan(3);
    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  @Test
  void runsWeightsOfHalfPrecision() throws Exception {
    var network = Network.open(TestNetworks.identity(2, Channels.RGB, 17, true));
    var format = new FrameFormat(97, 63, TestFrames.YUV420);

    var difference = difference(network, format, TestFrames.BT709);

    assertThat(difference.codes()).isLessThanOrEqualTo(1);
  }

  private record Difference(int tiles, int codes) {}

  private static Difference difference(
      Network network, FrameFormat format, ColourDescription colour) throws Exception {
    int depth = format.pixels().depth();
    try (var engineForWhole = new Engine(WHOLE);
        var engineForTiles = new Engine(TILED);
        var whole = engineForWhole.open(network, format, colour, depth);
        var tiled = engineForTiles.open(network, format, colour, depth);
        var inputs = new FramePool(format, 1);
        var outputs = new FramePool(whole.output(), 2);
        var input = TestFrames.texture(inputs.acquire(), 5);
        var expected = outputs.acquire();
        var actual = outputs.acquire()) {
      whole.upscale(List.of(input), List.of(expected));
      tiled.upscale(List.of(input), List.of(actual));
      assertThat(whole.device().tilesPerFrame()).isEqualTo(1);
      return new Difference(
          tiled.device().tilesPerFrame(), TestFrames.maxDifference(expected, actual));
    }
  }

  @Test
  void cutsALargerFrameIntoTilesOfAFixedSize() throws Exception {
    var format = new FrameFormat(97, 63, TestFrames.YUV420);
    var tiles = Network.open(TestNetworks.fixedInside(2, 48, 32));
    var whole = Network.open(TestNetworks.fixedInside(2, 98, 64));

    int difference = difference(tiles, whole, format, 0);

    assertThat(difference).isLessThanOrEqualTo(1);
  }

  @Test
  void padsASmallerFrameToAFixedSizeAndCropsIt() throws Exception {
    var format = new FrameFormat(30, 20, TestFrames.YUV420);
    var padded = Network.open(TestNetworks.fixedInside(2, 48, 32));
    var whole = Network.open(TestNetworks.fixedInside(2, 30, 20));

    // The network itself sees black beyond the frame in the one, and repeated pixels in the other.
    int difference = difference(padded, whole, format, 3);

    assertThat(difference).isLessThanOrEqualTo(1);
  }

  private static int difference(Network a, Network b, FrameFormat format, int border)
      throws Exception {
    try (var engineA = new Engine(WHOLE);
        var engineB = new Engine(WHOLE);
        var upscalerA = engineA.open(a, format, TestFrames.BT709, 8);
        var upscalerB = engineB.open(b, format, TestFrames.BT709, 8);
        var inputs = new FramePool(format, 1);
        var outputs = new FramePool(upscalerA.output(), 2);
        var input = TestFrames.texture(inputs.acquire(), 5);
        var outputA = outputs.acquire();
        var outputB = outputs.acquire()) {
      upscalerA.upscale(List.of(input), List.of(outputA));
      upscalerB.upscale(List.of(input), List.of(outputB));
      return TestFrames.maxDifference(outputA, outputB, border);
    }
  }

  @Test
  void blendsTilesOfANetworkThatSeesTheWholePicture() throws Exception {
    var network = Network.open(TestNetworks.globalPool(2));
    var format = new FrameFormat(401, 203, TestFrames.YUV420);
    try (var engine = new Engine(TILED);
        var upscaler = engine.open(network, format, TestFrames.BT709, 8);
        var inputs = new FramePool(format, 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var input = TestFrames.filled(inputs.acquire(), 90);
        var output = outputs.acquire()) {
      upscaler.upscale(List.of(input), List.of(output));

      assertThat(upscaler.device().seamsPossible()).isTrue();
      assertThat(upscaler.device().tilesPerFrame()).isGreaterThan(1);
      assertThat(steps(output)).isLessThanOrEqualTo(1);
    }
  }

  /** Largest luma step between two pixels of the same phase, away from the border. */
  private static int steps(Frame frame) {
    int width = frame.format().width();
    int most = 0;
    for (int y = 4; y < frame.format().height() - 4; y++) {
      for (int x = 6; x < width - 4; x++) {
        int now = frame.plane(0).get(ValueLayout.JAVA_BYTE, y * width + x);
        int before = frame.plane(0).get(ValueLayout.JAVA_BYTE, y * width + x - 2);
        most = Math.max(most, Math.abs((now & 0xFF) - (before & 0xFF)));
      }
    }
    return most;
  }

  @Test
  void saysThatSeamsAreImpossibleWhereTheFrameIsWhole() throws Exception {
    var network = Network.open(TestNetworks.globalPool(2));
    var format = new FrameFormat(64, 48, TestFrames.YUV420);
    try (var engine = new Engine(WHOLE);
        var upscaler = engine.open(network, format, TestFrames.BT709, 8)) {

      assertThat(upscaler.device().seamsPossible()).isFalse();
    }
  }
}
