package dev.jellyscale.video.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4TracksTest {
  @TempDir Path folder;

  @Test
  void numbersAndNamesOfTracksAreRead() throws IOException {
    var first = box("trak", header(7), box("udta", box("name", utf8("Ton ä€𝄞"))));
    var second = box("trak", header(9));

    var tracks = read(box("ftyp"), box("moov", box("mvhd"), first, second));

    assertThat(tracks)
        .extracting(Mp4Tracks.Track::id, Mp4Tracks.Track::name)
        .containsExactly(tuple(7, Optional.of("Ton ä€𝄞")), tuple(9, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Name", "Name\0", "Name\0rest", "\0\0\0\0Name", " Name \n"})
  void aNameEndsAtItsFirstZeroAndMayFollowVersionAndFlags(String content) throws IOException {
    assertThat(nameOf(utf8(content))).contains("Name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "   ", "\0\0\0\0\0\0"})
  void aBlankNameIsNone(String content) throws IOException {
    assertThat(nameOf(utf8(content))).isEmpty();
  }

  @Test
  void noMoreThanFourThousandBytesOfANameAreRead() throws IOException {
    var name = nameOf(utf8("x".repeat(1_000_000)));

    assertThat(name.orElseThrow()).hasSize(4096);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 0x7FFFFFFF, -1, -2})
  void absurdSizesEndTheWalk(int size) throws IOException {
    var name = ByteBuffer.wrap(box("name", utf8("Name"))).putInt(0, size).array();
    var track = box("trak", header(1), box("udta", name));

    assertThat(read(box("moov", track))).hasSize(1).allMatch(t -> t.name().isEmpty());
    assertThat(read(ByteBuffer.wrap(box("moov", track)).putInt(0, size).array())).isEmpty();
  }

  @Test
  void aSizeOfZeroReachesToTheEndOfTheBoxAroundIt() throws IOException {
    var name = ByteBuffer.wrap(box("name", utf8("Name"))).putInt(0, 0).array();

    assertThat(read(box("moov", box("trak", header(1), box("udta", name)))))
        .allMatch(track -> track.name().equals(Optional.of("Name")))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 15, 17, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void absurdLongSizesEndTheWalk(long size) throws IOException {
    var movie = ByteBuffer.allocate(16).putInt(1).put(utf8("moov")).putLong(size).array();

    assertThat(read(movie)).isEmpty();
  }

  @Test
  void aTrackWithoutAHeaderIsNone() throws IOException {
    assertThat(read(box("moov", box("trak", box("tkhd")), box("trak")))).isEmpty();
  }

  @Test
  void aFileThatIsNoMp4HasNoTracks() throws IOException {
    assertThat(read(utf8("no container at all"))).isEmpty();
    assertThat(read()).isEmpty();
  }

  private Optional<String> nameOf(byte[] content) throws IOException {
    var track = box("trak", header(1), box("udta", box("©nam"), box("name", content)));
    return read(box("moov", track)).getFirst().name();
  }

  private List<Mp4Tracks.Track> read(byte[]... boxes) throws IOException {
    return Mp4Tracks.of(Files.write(folder.resolve("file.mp4"), joined(boxes)));
  }

  /** Flags, two times, the number, and what follows. */
  private static byte[] header(int id) {
    return box("tkhd", ByteBuffer.allocate(84).putInt(0, 3).putInt(12, id).array());
  }

  private static byte[] box(String type, byte[]... contents) {
    var content = joined(contents);
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
