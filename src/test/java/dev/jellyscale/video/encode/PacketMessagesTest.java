package dev.jellyscale.video.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.frame.SideData.Kind;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.video.ffmpeg.Obu;
import dev.jellyscale.video.segment.SegmentHeader;
import dev.jellyscale.video.segment.SegmentReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketMessagesTest {
  private static final int FRAMES = 30;

  @TempDir Path folder;

  static Stream<EncoderSettings> encoders() {
    return Stream.of(
        EncoderChoice.X264_DEFAULT, EncoderChoice.X265_DEFAULT, EncoderChoice.SVT_AV1_DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyMessageStandsInThePacketOfItsFrame(EncoderSettings settings) {
    var small = MovingPicture.SMALL;
    var format = new FrameFormat(small.width(), small.height(), small.pixels().withDepth(10));
    var file = folder.resolve("segment");
    var sideData = new ArrayList<List<SideData>>();
    for (int frame = 0; frame < FRAMES; frame++) {
      sideData.add(List.of(caption(frame), dynamicMetadata(frame)));
    }

    MovingPicture.encode(file, MovingPicture.spec(settings, format), sideData);

    var packets = payloads(file);
    assertThat(packets).hasSize(FRAMES);
    packets.forEach(
        (pts, payload) -> {
          int frame = (int) (pts / 40);
          assertThat(payload).containsSequence(T35Message.of(caption(frame)));
          assertThat(payload).containsSequence(T35Message.of(dynamicMetadata(frame)));
        });
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void framesWithoutMessagesAreLeftAlone(EncoderSettings settings) {
    var spec = MovingPicture.spec(settings, MovingPicture.SMALL);
    var plain = folder.resolve("plain");
    var partly = folder.resolve("partly");
    var sideData = new ArrayList<List<SideData>>();
    for (int frame = 0; frame < FRAMES; frame++) {
      sideData.add(frame == 3 ? List.of(caption(frame)) : List.of());
    }

    MovingPicture.encode(plain, spec, 0, FRAMES, n -> n * 40);
    MovingPicture.encode(partly, spec, sideData);

    var expected = payloads(plain);
    payloads(partly)
        .forEach(
            (pts, payload) -> {
              if (pts != 3 * 40) {
                assertThat(payload).isEqualTo(expected.get(pts));
              }
            });
  }

  @Test
  void bytesThatLookLikeAStartCodeAreEscaped() {
    byte[] unit = NalSyntax.HEVC.wrapT35(new byte[] {(byte) 0xB5, 0, 0, 0, 0, 0, 1, 0, 0, 3});

    assertThat(unit)
        .containsExactly(
            0, 0, 0, 1, 39 << 1, 1, 4, 10, 0xB5, 0, 0, 3, 0, 0, 3, 0, 1, 0, 0, 3, 3, 0x80);
  }

  @Test
  void aLongMessageTellsItsLengthInSeveralBytes() {
    byte[] sei = NalSyntax.H264.wrapT35(new byte[300]);
    byte[] obu = new ObuSyntax().wrapT35(new byte[300]);

    assertThat(sei).startsWith(0, 0, 0, 1, 6, 4, 0xFF, 45);
    assertThat(obu).startsWith(0x2A, 0xAE, 0x02, 4);
  }

  @Test
  void aMessageFollowsTheParameterSetsAndPrecedesThePicture() {
    var packet =
        new byte[] {0, 0, 0, 1, 9, 16, 0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 1, 0x65, 4};

    int position = NalSyntax.H264.messagePosition(ByteBuffer.wrap(packet));

    assertThat(position).isEqualTo(18);
  }

  @Test
  void aMessageOfAv1StandsBeforeTheLastFrameOfItsPacket() {
    // Delimiter, sequence header, two frames, of which the second is shown, and its header again.
    var packet = new byte[] {0x12, 0, 0x0A, 1, 7, 0x32, 2, 8, 8, 0x1A, 1, 9, 0x22, 1, 9, 0x3A, 0};

    int position = new ObuSyntax().messagePosition(ByteBuffer.wrap(packet));

    assertThat(position).isEqualTo(9);
  }

  @Test
  void everyMessageOfSvtAv1StandsBehindFramesThatAreNotShownYet() {
    var file = folder.resolve("segment");
    var sideData = IntStream.range(0, FRAMES).mapToObj(frame -> List.of(caption(frame))).toList();

    MovingPicture.encode(
        file, MovingPicture.spec(EncoderChoice.SVT_AV1_DEFAULT, MovingPicture.SMALL), sideData);

    var types =
        payloads(file).values().stream()
            .map(payload -> Obu.of(ByteBuffer.wrap(payload)).stream().map(Obu::type).toList())
            .toList();
    assertThat(types)
        .allSatisfy(
            units ->
                assertThat(units.indexOf(Obu.METADATA))
                    .isEqualTo(Math.max(units.lastIndexOf(Obu.FRAME), units.indexOf(3)) - 1));
    assertThat(types).as("a hidden frame").anyMatch(units -> units.indexOf(Obu.FRAME) == 1);
  }

  private static SideData caption(int frame) {
    // Field 1 of line 21, two characters that cannot occur by chance in one picture.
    return new SideData(
        Kind.A53_CAPTIONS, new byte[] {(byte) 0xFC, (byte) (0x20 + frame), (byte) 0x91});
  }

  private static SideData dynamicMetadata(int frame) {
    return new SideData(Kind.HDR10_PLUS, new byte[] {1, 0x40, 0x11, 0x22, (byte) (0x20 + frame)});
  }

  private static Map<Long, byte[]> payloads(Path file) {
    var payloads = new HashMap<Long, byte[]>();
    try (var reader = SegmentReader.open(file)) {
      for (var packet = reader.next(); packet != null; packet = reader.next()) {
        var payload = ByteBuffer.allocate(packet.size());
        reader.read(packet, payload);
        payloads.put(packet.pts(), payload.array());
      }
    }
    return payloads;
  }

  @Test
  void anUnknownCodecIsRefused() {
    var header = new SegmentHeader(avcodec.AV_CODEC_ID_THEORA, 0, 0, new byte[0]);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> PacketMessages.of(header))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
