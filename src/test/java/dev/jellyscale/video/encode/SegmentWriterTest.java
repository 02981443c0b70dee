package dev.jellyscale.video.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.video.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentWriterTest {
  private static final int FRAMES = 40;

  @TempDir Path folder;

  static Stream<Arguments> encoders() {
    return Stream.of(
        Arguments.of(EncoderChoice.X264_DEFAULT, Family.YUV, Subsampling.S420, 8),
        Arguments.of(EncoderChoice.X264_DEFAULT, Family.YUV, Subsampling.S422, 10),
        Arguments.of(EncoderChoice.X264_DEFAULT, Family.YUV, Subsampling.S444, 8),
        Arguments.of(EncoderChoice.X265_DEFAULT, Family.YUV, Subsampling.S420, 8),
        Arguments.of(EncoderChoice.X265_DEFAULT, Family.YUV, Subsampling.S420, 10),
        Arguments.of(EncoderChoice.X265_DEFAULT, Family.YUV, Subsampling.S422, 12),
        Arguments.of(EncoderChoice.X265_DEFAULT, Family.RGB, Subsampling.S444, 10),
        Arguments.of(EncoderChoice.SVT_AV1_DEFAULT, Family.YUV, Subsampling.S420, 10));
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void keepsEveryFrameAndItsTime(
      EncoderSettings settings, Family family, Subsampling subsampling, int depth) {
    var spec = spec(settings, family, subsampling, depth);
    var file = folder.resolve("segment");

    var facts = MovingPicture.encode(file, spec, 0, FRAMES, SegmentWriterTest::uneven);

    assertThat(facts.frames()).isEqualTo(FRAMES);
    assertThat(facts.bytes()).isEqualTo(file.toFile().length());
    assertThat(packets(file).stream().map(SegmentReader.Packet::pts).sorted())
        .containsExactlyElementsOf(
            LongStream.range(0, FRAMES).map(SegmentWriterTest::uneven).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void givesTheSameBytesAgain(
      EncoderSettings settings, Family family, Subsampling subsampling, int depth)
      throws IOException {
    var spec = spec(settings, family, subsampling, depth);
    var once = folder.resolve("once");
    var again = folder.resolve("again");

    var first = MovingPicture.encode(once, spec, 0, FRAMES, n -> n * 40);
    var second = MovingPicture.encode(again, spec, 0, FRAMES, n -> n * 40);

    assertThat(second).isEqualTo(first);
    assertThat(Files.mismatch(once, again)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyRangeHasTheSameHeaderAndBeginsWithAKeyframe(
      EncoderSettings settings, Family family, Subsampling subsampling, int depth) {
    var spec = spec(settings, family, subsampling, depth);
    var later = folder.resolve("later");

    var one = MovingPicture.encode(folder.resolve("one"), spec, 0, 10, n -> n * 40);
    var two = MovingPicture.encode(later, spec, 10, 20, n -> n * 40);

    assertThat(two.headerSha256()).isEqualTo(one.headerSha256());
    assertThat(packets(later).getFirst().pts()).isEqualTo(400);
    assertThat(packets(later).getFirst().flags() & 1).isEqualTo(1);
  }

  @Test
  void keepsLargeAndNegativeTimes() {
    var spec = MovingPicture.spec(EncoderChoice.X264_DEFAULT, MovingPicture.SMALL);
    var file = folder.resolve("segment");

    MovingPicture.encode(file, spec, 0, 4, n -> (n - 1) * (1L << 40));

    assertThat(packets(file).stream().map(SegmentReader.Packet::pts).sorted())
        .containsExactly(-(1L << 40), 0L, 1L << 40, 1L << 41);
  }

  @Test
  void refusesATimeThatDoesNotGoForward() {
    var spec = MovingPicture.spec(EncoderChoice.X264_DEFAULT, MovingPicture.SMALL);

    assertThatThrownBy(
            () ->
                MovingPicture.encode(folder.resolve("segment"), spec, 0, 3, n -> 7 * ((n + 1) / 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pts=7 is not after 7");
  }

  @Test
  void aSegmentWithoutItsEndFailsWhenItIsRead() throws IOException {
    var spec = MovingPicture.spec(EncoderChoice.X264_DEFAULT, MovingPicture.SMALL);
    var file = folder.resolve("segment");
    MovingPicture.encode(file, spec, 0, 10, n -> n * 40);
    var whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 13));

    assertThatThrownBy(() -> packets(file))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("segment");
  }

  static EncodeSpec spec(
      EncoderSettings settings, Family family, Subsampling subsampling, int depth) {
    return MovingPicture.spec(
        settings, new FrameFormat(96, 64, new PixelFormat(family, subsampling, depth)));
  }

  private static long uneven(long number) {
    return number * 40 + (number % 3) * 7;
  }

  private static List<SegmentReader.Packet> packets(Path file) {
    var packets = new ArrayList<SegmentReader.Packet>();
    try (var reader = SegmentReader.open(file)) {
      for (var packet = reader.next(); packet != null; packet = reader.next()) {
        packets.add(packet);
      }
    }
    return packets;
  }
}
