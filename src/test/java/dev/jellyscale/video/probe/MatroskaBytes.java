package dev.jellyscale.video.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Headers of Matroska files that no muxer would write (RFC 9559). */
public final class MatroskaBytes {
  private static final int EBML = 0x1A45DFA3;
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x18538067;
  private static final int TRACKS = 0x1654AE6B;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TIMESTAMP = 0xE7;
  private static final int TRACK = 0xAE;
  private static final int NUMBER = 0xD7;
  private static final int UID = 0x73C5;
  private static final int TYPE = 0x83;
  private static final int CODEC = 0x86;
  private static final int VIDEO = 0xE0;
  private static final int WIDTH = 0xB0;
  private static final int HEIGHT = 0xBA;
  private static final byte[] VIDEO_TYPE = {1};
  private static final byte[] SUBTITLE_TYPE = {0x11};

  private MatroskaBytes() {}

  /** One video track of this size and some subtitle tracks, without any packet. */
  public static byte[] header(int size, int subtitles) {
    var picture = element(VIDEO, element(WIDTH, number(size)), element(HEIGHT, number(size)));
    var tracks =
        Stream.concat(
            Stream.of(track(1, VIDEO_TYPE, "V_MPEG4/ISO/ASP", picture)),
            IntStream.rangeClosed(2, subtitles + 1)
                .mapToObj(n -> track(n, SUBTITLE_TYPE, "S_TEXT/UTF8", new byte[0])));
    var cluster = element(CLUSTER, element(TIMESTAMP, number(0)));
    var segment = element(SEGMENT, element(TRACKS, tracks.toArray(byte[][]::new)), cluster);
    return join(List.of(element(EBML, element(DOC_TYPE, ascii("matroska"))), segment));
  }

  private static byte[] track(int number, byte[] type, String codec, byte[] more) {
    return element(
        TRACK,
        element(NUMBER, number(number)),
        element(UID, number(number)),
        element(TYPE, type),
        element(CODEC, ascii(codec)),
        more);
  }

  private static byte[] element(int id, byte[]... content) {
    var payload = join(Arrays.asList(content));
    var idBytes = ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
    int leading = Integer.numberOfLeadingZeros(id) / Byte.SIZE;
    var size = ByteBuffer.allocate(Integer.BYTES).putInt(0x1000_0000 | payload.length).array();
    return join(List.of(Arrays.copyOfRange(idBytes, leading, Integer.BYTES), size, payload));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(List<byte[]> parts) {
    var out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
