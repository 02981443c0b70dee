package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.graph.QuantisedNetworks.Form;
import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.inspect.Picture;
import dev.jellyscale.engine.graph.inspect.TrialRun;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Precision;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of 8-bit numbers, from inspection to planes. */
class QuantisedNetworkTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 24;
  private static final PixelFormat YUV = new PixelFormat(Family.YUV, Subsampling.S420, 8);
  private static final ColourDescription COLOUR =
      new ColourDescription(Matrix.BT709, Range.FULL, ChromaSiting.LEFT);

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormIsTheSameNetwork(Form form) {
    var network = Network.open(QuantisedNetworks.of(form)).requirePictures();

    assertThat(network.traits().parameters()).isEqualTo(QuantisedNetworks.PARAMETERS);
    assertThat(network.traits().elementType()).isEqualTo(ElementType.FLOAT);
    assertThat(network.traits().precision())
        .isEqualTo(form == Form.FLOAT ? Precision.FLOAT : Precision.INT8);
    assertThat(network.scale()).isEqualTo(2);
    assertThat(network.channels()).isEqualTo(Channels.LUMA);
    assertThat(network.receptiveField()).hasValue(3);
    assertThat(network.alignment()).isEqualTo(1);
    assertThat(network.batches()).isTrue();
    assertThat(network.contract().shuffle()).isPresent();
  }

  static Stream<Arguments> formsAndDepths() {
    return Stream.of(Form.values())
        .flatMap(form -> Stream.of(8, 10, 16).map(depth -> Arguments.of(form, depth)));
  }

  /** What is around a network must not round what the network itself does not. */
  @ParameterizedTest
  @MethodSource("formsAndDepths")
  void planesHoldWhatTheBareNetworkGives(Form form, int depth) {
    var model = QuantisedNetworks.of(form);
    var pixels = YUV.withDepth(depth);
    var spec = new GraphSpec(Network.open(model), pixels, pixels, COLOUR, 1, WIDTH, HEIGHT);
    var planes = PlaneRunner.noise(1, spec);

    var result = PlaneRunner.run(spec, planes);

    var bare = bare(model, planes.getFirst(), spec);
    int max = pixels.maxCode();
    // Another order of additions may end at another of the network's own codes.
    double allowed = form == Form.FLOAT ? 1 : 1 + max * 1.6 / 255;
    var luma = result.getFirst();
    int far = 0;
    for (int i = 0; i < luma.length; i++) {
      double code =
          Math.clamp(
              bare.at(0, 0, i / bare.width(), i % bare.width()) * (double) max, 0.0, (double) max);
      assertThat((double) luma[i]).as("sample %d", i).isBetween(code - allowed, code + allowed);
      far += Math.abs(luma[i] - code) > 1 ? 1 : 0;
    }
    assertThat(far).isLessThan(luma.length / 100);
  }

  private static Picture bare(ModelFile model, int[] codes, GraphSpec spec) {
    var samples = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      samples[i] = (float) (codes[i] / (double) spec.in().maxCode());
    }
    try (var run = TrialRun.open(ModelContract.read(model))) {
      return run.run(new Picture(samples, 1, 1, spec.height(), spec.width()));
    }
  }
}
