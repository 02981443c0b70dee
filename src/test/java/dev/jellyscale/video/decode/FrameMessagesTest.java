package dev.jellyscale.video.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_create_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameMessagesTest {
  private static final DecodeOptions OPTIONS =
      new DecodeOptions(2, Deinterlace.FIELD, false, false);

  @Test
  void captionsTravelWithTheirFrame() throws Exception {
    var clip = withCaptions("captions", "");

    var seen = travelling(clip);

    assertThat(seen).isEqualTo(ofEachFrame(n -> "A53_CAPTIONS " + hex(captions(n))));
  }

  @Test
  void captionsAreGivenOnceWhereFieldsBecomeFrames() throws Exception {
    var clip = withCaptions("caption-fields", " -x264-params tff=1");

    var seen = travelling(clip);

    assertThat(seen).hasSize(2 * TestClips.FRAMES);
    assertThat(IntStream.range(0, TestClips.FRAMES).mapToObj(n -> seen.get(2 * n)))
        .isEqualTo(ofEachFrame(n -> "A53_CAPTIONS " + hex(captions(n))));
    assertThat(IntStream.range(0, TestClips.FRAMES).mapToObj(n -> seen.get(2 * n + 1)))
        .containsOnly("");
  }

  @Test
  void hdr10PlusTravelsWithItsFrame() throws Exception {
    var plain =
        TestClips.clip(
            "plain.hevc",
            "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le "
                + "-x265-params log-level=none:keyint=12:bframes=0:wpp=0:pmode=0");
    var stream = SeiBytes.insert(Files.readAllBytes(plain), true, n -> hdr10PlusMessage(n));
    var clip = muxed("hdr10plus", "hevc", stream);

    var seen = travelling(clip);

    assertThat(seen).isEqualTo(ofEachFrame(n -> "HDR10_PLUS " + hex(hdr10PlusBody(n))));
  }

  @Test
  void mostFramesCarryNothing() throws Exception {
    assertThat(travelling(TestClips.h264())).containsOnly("");
  }

  private static List<String> ofEachFrame(IntFunction<String> text) {
    return IntStream.range(0, TestClips.FRAMES).mapToObj(text).toList();
  }

  private static List<String> travelling(Path clip) throws InterruptedException {
    var source = SourceProbe.probe(clip, ProbeOptions.STRICT);
    var all = new FrameRange(0, source.index().frames());
    var seen = new ArrayList<String>();
    try (var reader = FrameReader.open(source, all, OPTIONS);
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      while (reader.read(frame)) {
        seen.add(String.join("+", frame.sideData().stream().map(FrameMessagesTest::text).toList()));
      }
    }
    return seen;
  }

  private static String text(SideData data) {
    return data.kind() + " " + hex(data.payload());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Path withCaptions(String name, String options) throws IOException {
    var plain =
        TestClips.clip(
            name + "-plain.h264", "-c:v libx264 -preset veryfast -g 12 -bf 0 -threads 1" + options);
    var stream = SeiBytes.insert(Files.readAllBytes(plain), false, n -> captionMessage(n));
    return muxed(name, "h264", stream);
  }

  private static Path muxed(String name, String format, byte[] stream) {
    var file = TestClips.file(name + "." + format, stream);
    return TestClips.make(
        name + ".ts", "-framerate 25 -f " + format + " -i " + file, "-c copy -muxdelay 0");
  }

  private static byte[] captions(int picture) {
    return new byte[] {(byte) 0xFC, (byte) (0x80 + picture), (byte) 0x94, (byte) 0xFD, 1, 2};
  }

  private static byte[] captionMessage(int picture) {
    return ByteBuffer.allocate(17)
        .put((byte) 0xB5)
        .putShort((short) 0x0031)
        .putInt(0x47413934)
        .put((byte) 3)
        .put((byte) (0x40 | 2))
        .put((byte) 0xFF)
        .put(captions(picture))
        .put((byte) 0xFF)
        .array();
  }

  private static byte[] hdr10PlusMessage(int picture) {
    var body = hdr10PlusBody(picture);
    return ByteBuffer.allocate(6 + body.length)
        .put((byte) 0xB5)
        .putShort((short) 0x003C)
        .putShort((short) 1)
        .put((byte) 4)
        .put(body)
        .array();
  }

  // Made by FFmpeg's own writer from values that differ from frame to frame.
  private static byte[] hdr10PlusBody(int picture) {
    var frame = av_frame_alloc();
    try {
      var dynamic = av_dynamic_hdr_plus_create_side_data(frame);
      dynamic.application_version((byte) 1);
      dynamic.num_windows((byte) 1);
      dynamic.targeted_system_display_maximum_luminance(av_make_q(400, 1));
      var window = dynamic.params(0);
      for (int i = 0; i < 3; i++) {
        window.maxscl(i, av_make_q(1000 * picture + i, 100_000));
      }
      window.average_maxrgb(av_make_q(1000 + picture, 100_000));
      window.fraction_bright_pixels(av_make_q(1, 1000));
      return FrameMessages.of(frame).get(0).payload();
    } finally {
      av_frame_free(frame);
    }
  }
}
