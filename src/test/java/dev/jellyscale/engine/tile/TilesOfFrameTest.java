package dev.jellyscale.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes frames apart and puts them together, each tile enlarged by repeating its samples. */
class TilesOfFrameTest {

  static Stream<Arguments> formatsAndScales() {
    var sizes = List.of(new int[] {96, 64}, new int[] {97, 63}, new int[] {61, 95});
    var arguments = new ArrayList<Arguments>();
    for (var subsampling : Subsampling.values()) {
      for (int depth : new int[] {8, 10}) {
        for (int scale : new int[] {1, 2, 3}) {
          var pixels = new PixelFormat(Family.YUV, subsampling, depth);
          var size = sizes.get(arguments.size() % sizes.size());
          arguments.add(Arguments.of(new FrameFormat(size[0], size[1], pixels), scale));
        }
      }
    }
    return arguments.stream();
  }

  @ParameterizedTest
  @MethodSource("formatsAndScales")
  void cutTilesGiveTheEnlargedFrame(FrameFormat format, int scale) throws Exception {
    var grid = TileGrid.fitted(format, 40, 32, new Seam(4, 2, false));

    assertRebuilt(format, scale, grid, new TileCutter(format.scaled(scale), scale));
  }

  @ParameterizedTest
  @MethodSource("formatsAndScales")
  void blendedTilesThatAgreeGiveTheEnlargedFrame(FrameFormat format, int scale) throws Exception {
    var seam = new Seam(4, 2, true);
    var grid = TileGrid.fitted(format, 40, 32, seam);

    assertRebuilt(format, scale, grid, new TileBlender(format, format.scaled(scale), seam));
  }

  @ParameterizedTest
  @MethodSource("formatsAndScales")
  void tilesOfAGivenSizeThatIsLargerThanTheFrameAreCropped(FrameFormat format, int scale)
      throws Exception {
    var grid = TileGrid.ofSize(format, 128, 100, new Seam(4, 2, false));

    assertRebuilt(format, scale, grid, new TileCutter(format.scaled(scale), scale));
  }

  private static void assertRebuilt(FrameFormat format, int scale, TileGrid grid, TileWriter writer)
      throws Exception {
    try (writer;
        var inputs = new FramePool(format, 1);
        var outputs = new FramePool(format.scaled(scale), 2);
        var input = noise(inputs.acquire());
        var rebuilt = outputs.acquire();
        var expected = enlarged(input, outputs.acquire(), scale);
        var arena = Arena.ofConfined()) {
      var reader = new TileReader(format);
      var small = planes(arena, tileFormat(grid, format, 1));
      var large = planes(arena, tileFormat(grid, format, scale));
      writer.begin();
      for (var tile : grid.tiles()) {
        reader.read(input, tile, small);
        enlargePlanes(small, large, tileFormat(grid, format, 1), scale);
        writer.write(tile, large, rebuilt);
      }
      writer.finish(rebuilt);

      assertThat(rebuilt.samePicture(expected)).isTrue();
    }
  }

  private static FrameFormat tileFormat(TileGrid grid, FrameFormat format, int scale) {
    return new FrameFormat(grid.tileWidth(), grid.tileHeight(), format.pixels()).scaled(scale);
  }

  private static List<MemorySegment> planes(Arena arena, FrameFormat format) {
    return Stream.of(0, 1, 2).map(plane -> arena.allocate(format.planeBytes(plane))).toList();
  }

  private static Frame noise(Frame frame) {
    var random = new Random(3);
    int max = frame.format().pixels().maxCode();
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var layout = PlaneLayout.of(frame.format(), plane);
      for (int i = 0; i < layout.width() * layout.height(); i++) {
        set(frame.plane(plane), i, random.nextInt(max + 1), layout.sampleBytes());
      }
    }
    return frame;
  }

  private static Frame enlarged(Frame source, Frame target, int scale) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var from = PlaneLayout.of(source.format(), plane);
      var to = PlaneLayout.of(target.format(), plane);
      enlarge(source.plane(plane), from, target.plane(plane), to, scale);
    }
    return target;
  }

  private static void enlargePlanes(
      List<MemorySegment> small, List<MemorySegment> large, FrameFormat format, int scale) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var from = PlaneLayout.of(format, plane);
      var to = PlaneLayout.of(format.scaled(scale), plane);
      enlarge(small.get(plane), from, large.get(plane), to, scale);
    }
  }

  private static void enlarge(
      MemorySegment source, PlaneLayout from, MemorySegment target, PlaneLayout to, int scale) {
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int sample = get(source, (y / scale) * from.width() + x / scale, from.sampleBytes());
        set(target, y * to.width() + x, sample, to.sampleBytes());
      }
    }
  }

  private static int get(MemorySegment plane, int index, int sampleBytes) {
    return sampleBytes == 1
        ? plane.get(ValueLayout.JAVA_BYTE, index) & 0xFF
        : plane.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) & 0xFFFF;
  }

  private static void set(MemorySegment plane, int index, int code, int sampleBytes) {
    if (sampleBytes == 1) {
      plane.set(ValueLayout.JAVA_BYTE, index, (byte) code);
    } else {
      plane.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, (short) code);
    }
  }
}
