package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.inspect.Picture;
import dev.jellyscale.engine.graph.inspect.TrialRun;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.model.ModelFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrapped networks against the same networks run bare. */
class WrappedNetworkTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 24;
  private static final PixelFormat GBR = new PixelFormat(Family.RGB, Subsampling.S444, 8);
  private static final PixelFormat YUV = new PixelFormat(Family.YUV, Subsampling.S420, 8);
  private static final ColourDescription RGB_COLOUR =
      new ColourDescription(Matrix.IDENTITY, Range.FULL, ChromaSiting.LEFT);
  private static final ColourDescription YUV_COLOUR =
      new ColourDescription(Matrix.BT709, Range.FULL, ChromaSiting.LEFT);

  static Stream<Arguments> shuffles() {
    return Stream.of("CRD", "DCR")
        .flatMap(
            mode ->
                Stream.of(2, 3, 4)
                    .flatMap(
                        scale ->
                            Stream.of(8, 10, 16).map(bits -> Arguments.of(mode, scale, bits))));
  }

  @ParameterizedTest
  @MethodSource("shuffles")
  void anRgbNetworkGivesItsOwnAnswerWhateverItsPixelShuffle(String mode, int scale, int depth) {
    var model = TestNetworks.shuffled(scale, Channels.RGB, mode, TestNetworks.OPSET);
    var spec = spec(model, GBR.withDepth(depth), RGB_COLOUR);
    var planes = PlaneRunner.noise(1, spec);

    var result = PlaneRunner.run(spec, planes);

    var bare = bare(model, List.of(planes.get(2), planes.get(0), planes.get(1)), spec);
    assertNear(spec, result.get(2), bare, 0);
    assertNear(spec, result.get(0), bare, 1);
    assertNear(spec, result.get(1), bare, 2);
  }

  @ParameterizedTest
  @MethodSource("shuffles")
  void aLumaNetworkGivesItsOwnAnswerForLuma(String mode, int scale, int depth) {
    var model = TestNetworks.shuffled(scale, Channels.LUMA, mode, TestNetworks.OPSET);
    var spec = spec(model, YUV.withDepth(depth), YUV_COLOUR);
    var planes = PlaneRunner.noise(2, spec);

    var result = PlaneRunner.run(spec, planes);

    assertNear(spec, result.getFirst(), bare(model, planes.subList(0, 1), spec), 0);
  }

  @Test
  void aLumaNetworkSeesEachPlaneOfAnRgbPicture() {
    var model = TestNetworks.convRelu(2, Channels.LUMA, 3, 16);
    var spec = spec(model, GBR, RGB_COLOUR);
    var planes = PlaneRunner.noise(3, spec);

    var result = PlaneRunner.run(spec, planes);

    for (int plane = 0; plane < 3; plane++) {
      var bare = bare(model, planes.subList(plane, plane + 1), spec);
      assertNear(spec, result.get(plane), bare, 0);
    }
  }

  @Test
  void aNetworkForOneImageAtATimeSeesEachPlaneOfAnRgbPicture() {
    var model = TestNetworks.fixedInside(2, WIDTH, HEIGHT);
    var spec = spec(model, GBR, RGB_COLOUR);
    var planes = PlaneRunner.noise(4, spec);

    var result = PlaneRunner.run(spec, planes);

    for (int plane = 0; plane < 3; plane++) {
      var bare = bare(model, planes.subList(plane, plane + 1), spec);
      assertNear(spec, result.get(plane), bare, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void planesOfAnRgbPictureReachTheChannelsOfTheirColour(int channel) {
    var spec = spec(TestNetworks.only(channel), GBR, RGB_COLOUR);
    var planes = PlaneRunner.noise(5, spec);

    var result = PlaneRunner.run(spec, planes);

    int kept = List.of(2, 0, 1).get(channel);
    for (int plane = 0; plane < 3; plane++) {
      var expected = plane == kept ? planes.get(plane) : new int[WIDTH * HEIGHT];
      assertThat(result.get(plane)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LUMA", "RGB"})
  void picturesOfABatchDoNotMix(String channels) {
    var model = TestNetworks.convRelu(2, Channels.valueOf(channels), 6, 16);
    var single = spec(model, YUV, YUV_COLOUR);
    var pair =
        new GraphSpec(single.network(), YUV, YUV, YUV_COLOUR, 2, single.width(), single.height());
    var planes = PlaneRunner.noise(6, pair);

    var both = PlaneRunner.run(pair, planes);

    var first = PlaneRunner.run(single, planes.stream().map(p -> half(p, 0)).toList());
    var second = PlaneRunner.run(single, planes.stream().map(p -> half(p, 1)).toList());
    for (int plane = 0; plane < 3; plane++) {
      assertThat(half(both.get(plane), 0)).isEqualTo(first.get(plane));
      assertThat(half(both.get(plane), 1)).isEqualTo(second.get(plane));
    }
  }

  @Test
  void aSizeThatTheNetworkDoesNotTakeIsFilledUpWithItsEdges() {
    var network = Network.open(TestNetworks.reducing(4, 2));
    var odd = new GraphSpec(network, GBR, GBR, RGB_COLOUR, 1, WIDTH - 3, HEIGHT - 1);
    var whole = new GraphSpec(network, GBR, GBR, RGB_COLOUR, 1, WIDTH, HEIGHT);
    var planes = PlaneRunner.noise(8, odd);
    var filled = planes.stream().map(WrappedNetworkTest::filledUp).toList();

    var result = PlaneRunner.run(odd, planes);

    var expected = PlaneRunner.run(whole, filled).getFirst();
    int width = 2 * odd.width();
    assertThat(result.getFirst()).hasSize(width * 2 * odd.height());
    for (int i = 0; i < result.getFirst().length; i++) {
      assertThat(result.getFirst()[i]).isEqualTo(expected[i / width * 2 * WIDTH + i % width]);
    }
  }

  private static int[] filledUp(int[] plane) {
    var filled = new int[WIDTH * HEIGHT];
    for (int i = 0; i < filled.length; i++) {
      int row = Math.min(i / WIDTH, HEIGHT - 2);
      int column = Math.min(i % WIDTH, WIDTH - 4);
      filled[i] = plane[row * (WIDTH - 3) + column];
    }
    return filled;
  }

  @Test
  void aModelMayUseNamesLikeTheWrappersOwn() {
    var model = parsed(TestNetworks.identity(1, Channels.LUMA, TestNetworks.OPSET, false));
    model.getGraphBuilder().getInputBuilder(0).setName("jellyscale_0");
    model.getGraphBuilder().getNodeBuilder(0).setInput(0, "jellyscale_0").setName("jellyscale_1");
    var spec = spec(TestNetworks.file(model.build().toByteArray()), YUV, YUV_COLOUR);
    var planes = PlaneRunner.noise(9, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(result.getFirst()).isEqualTo(planes.getFirst());
  }

  @Test
  void aModelOfIrVersion3KeepsItsConstantsAmongTheInputs() {
    var model = parsed(TestNetworks.identity(1, Channels.LUMA, 11, false)).setIrVersion(3);
    var weights = model.getGraphBuilder().getInputBuilder(0).clone().setName("weights0");
    weights.getTypeBuilder().getTensorTypeBuilder().clearShape();
    model.getGraphBuilder().addInput(0, weights);
    var spec = spec(TestNetworks.file(model.build().toByteArray()), YUV, YUV_COLOUR);
    var planes = PlaneRunner.noise(10, spec);

    var result = PlaneRunner.run(spec, planes);

    assertThat(parsed(TestNetworks.file(GraphBuilder.build(spec).onnx())).getIrVersion())
        .isEqualTo(3);
    assertThat(result.getFirst()).isEqualTo(planes.getFirst());
  }

  @Test
  void identityMatrixWithSmallerChromaIsNotSupported() {
    var model = TestNetworks.identity(1, Channels.LUMA, TestNetworks.OPSET, false);
    var spec = spec(model, YUV, RGB_COLOUR);

    assertThatThrownBy(() -> GraphBuilder.build(spec)).isInstanceOf(Unsupported.class);
  }

  private static ModelProto.Builder parsed(ModelFile file) {
    try {
      return ModelProto.parseFrom(file.onnx()).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void moreBitsInTheOutputKeepTheValue() {
    var model = TestNetworks.identity(1, Channels.LUMA, TestNetworks.OPSET, false);
    var same = spec(model, YUV, YUV_COLOUR);
    var deep = YUV.withDepth(10);
    var spec = new GraphSpec(same.network(), YUV, deep, YUV_COLOUR, 1, WIDTH, HEIGHT);
    var planes = PlaneRunner.noise(7, spec);

    var result = PlaneRunner.run(spec, planes);

    var expected = Arrays.stream(planes.getFirst()).map(c -> (int) Math.rint(c * 1023 / 255.0));
    assertThat(result.getFirst()).isEqualTo(expected.toArray());
  }

  private static GraphSpec spec(ModelFile model, PixelFormat pixels, ColourDescription colour) {
    return new GraphSpec(Network.open(model), pixels, pixels, colour, 1, WIDTH, HEIGHT);
  }

  private static int[] half(int[] codes, int index) {
    int size = codes.length / 2;
    return Arrays.copyOfRange(codes, index * size, (index + 1) * size);
  }

  private static Picture bare(ModelFile model, List<int[]> channels, GraphSpec spec) {
    double max = spec.in().maxCode();
    var codes = channels.stream().flatMapToInt(Arrays::stream).toArray();
    var samples = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      samples[i] = (float) (codes[i] / max);
    }
    try (var run = TrialRun.open(ModelContract.read(model))) {
      return run.run(new Picture(samples, 1, channels.size(), spec.height(), spec.width()));
    }
  }

  private static void assertNear(GraphSpec spec, int[] actual, Picture bare, int channel) {
    int max = spec.out().maxCode();
    assertThat(actual).hasSize(bare.width() * bare.height());
    for (int i = 0; i < actual.length; i++) {
      float value = bare.at(0, channel, i / bare.width(), i % bare.width());
      double code = Math.clamp(value * (double) max, 0.0, max);
      assertThat((double) actual[i]).as("sample %d", i).isBetween(code - 1, code + 1);
    }
  }
}
