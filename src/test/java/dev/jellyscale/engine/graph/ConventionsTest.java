package dev.jellyscale.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.engine.TestFrames;
import dev.jellyscale.engine.graph.ConventionNetworks.Wanted;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of every convention are recognised, and give the picture that a plain one gives. */
class ConventionsTest {
  private static final Size SIZE = new Size(32, 24);
  private static final PixelFormat PIXELS = new PixelFormat(Family.YUV, Subsampling.S444, 8);

  private static final Map<Wanted, List<int[]>> PLAIN = new HashMap<>();

  static Stream<Wanted> all() {
    return Stream.of(1, 2, 3, 4, 8)
        .flatMap(scale -> Stream.of(ElementType.values()).flatMap(type -> of(scale, type)));
  }

  private static Stream<Wanted> of(int scale, ElementType type) {
    return Stream.of(Optional.of(SIZE), Optional.<Size>empty())
        .flatMap(size -> Stream.of(Kind.values()).flatMap(kind -> of(scale, type, size, kind)));
  }

  private static Stream<Wanted> of(int scale, ElementType type, Optional<Size> size, Kind kind) {
    var orders = kind == Kind.LUMA ? List.of(ChannelOrder.RGB) : List.of(ChannelOrder.values());
    return Stream.of(Layout.values())
        .flatMap(
            layout ->
                Stream.of(ValueRange.values())
                    .flatMap(
                        range ->
                            orders.stream()
                                .map(o -> new Wanted(scale, kind, type, layout, range, o, size))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void conventionsAreFoundByRunningAndMakeNoDifference(Wanted wanted) {
    var network = open(wanted);

    var traits = network.traits();

    var found =
        new Wanted(
            traits.scale(),
            traits.kind(),
            traits.elementType(),
            traits.layout(),
            traits.range(),
            traits.order(),
            traits.fixedSize());
    assertThat(found).isEqualTo(wanted);
    assertThat(largestDifference(upscaled(network), plainResult(wanted.plain())))
        .isLessThanOrEqualTo(1);
  }

  private static Network open(Wanted wanted) {
    return Network.open(ConventionNetworks.of(wanted, TestNetworks.OPSET)).requirePictures();
  }

  private static List<int[]> plainResult(Wanted plain) {
    return PLAIN.computeIfAbsent(plain, wanted -> upscaled(open(wanted)));
  }

  private static List<int[]> upscaled(Network network) {
    var spec =
        new GraphSpec(network, PIXELS, PIXELS, TestFrames.BT709, 1, SIZE.width(), SIZE.height());
    return PlaneRunner.run(spec, PlaneRunner.noise(3, spec));
  }

  /** Largest difference of two codes of the same place. */
  private static int largestDifference(List<int[]> actual, List<int[]> expected) {
    int largest = 0;
    for (int plane = 0; plane < expected.size(); plane++) {
      assertThat(actual.get(plane)).hasSameSizeAs(expected.get(plane));
      for (int i = 0; i < expected.get(plane).length; i++) {
        int difference = Math.abs(actual.get(plane)[i] - expected.get(plane)[i]);
        largest = Math.max(largest, difference);
      }
    }
    return largest;
  }
}
