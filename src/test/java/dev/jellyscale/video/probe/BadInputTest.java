package dev.jellyscale.video.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.Requires;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of bad input has its own failure with one clear sentence. */
class BadInputTest {
  @TempDir Path folder;

  private static JellyscaleException failure(Path file) {
    try {
      SourceProbe.probe(file, ProbeOptions.STRICT);
    } catch (JellyscaleException e) {
      assertThat(e.getMessage()).doesNotContain("\n").contains(file.getFileName().toString());
      return e;
    }
    throw new AssertionError(file + " was accepted");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path copy(Path clip, String name, double part) throws IOException {
    var bytes = Files.readAllBytes(clip);
    return Files.write(
        folder.resolve(name), Arrays.copyOf(bytes, (int) Math.round(bytes.length * part)));
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThat(failure(folder.resolve("none.mkv"))).isInstanceOf(NotFound.class);
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(failure(folder)).isInstanceOf(Invalid.class);
  }

  @Test
  void anEmptyFileIsNoVideo() throws IOException {
    assertThat(failure(file("empty.mp4", "")))
        .isInstanceOf(NotVideo.class)
        .hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.mkv", "text.txt", "text.srt", "text.ts"})
  void aTextIsNoVideo(String name) throws IOException {
    assertThat(failure(file(name, "It was a dark and stormy night.\n".repeat(50))))
        .isInstanceOf(NotVideo.class)
        .hasMessageContaining("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\n/etc/passwd\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "[playlist]\nFile1=/etc/passwd\n",
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=video 9 RTP/AVP 33\r\n"
      })
  void aPlaylistIsNoVideoWhateverItsName(String content) throws IOException {
    for (var name : new String[] {"list.mp4", "list.m3u8", "list.mkv"}) {
      assertThat(failure(file(name, content))).isInstanceOf(NotVideo.class);
    }
  }

  @Test
  void audioAloneIsNoVideo() {
    var song = TestClips.make("song.m4a", "-f lavfi -i sine", "-t 0.5 -c:a aac");

    assertThat(failure(song)).isInstanceOf(NotVideo.class).hasMessageContaining("only audio");
  }

  @Test
  void otherContainersAreNamed() {
    var flash = TestClips.clip("clip.flv", "-c:v flv");

    assertThat(failure(flash)).isInstanceOf(NotVideo.class).hasMessageContaining("FLV");
  }

  static Stream<Arguments> cutClips() {
    return Stream.of(
            TestClips.h264(),
            TestClips.h264Mp4(),
            TestClips.clip("faststart.mp4", "-c:v libx264 -movflags +faststart"),
            TestClips.clip(
                "fragments.mp4", "-c:v libx264 -g 12 -movflags frag_keyframe+empty_moov"),
            TestClips.clip("live.mkv", "-c:v libx264 -g 12 -f matroska -live 1"),
            TestClips.mpeg4Avi(),
            TestClips.mpeg2Ts())
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("cutClips")
  void aCutFileIsDamaged(Path clip) throws IOException {
    var cut = copy(clip, clip.getFileName().toString(), 0.70123);

    assertThat(failure(cut)).isInstanceOf(Damaged.class);
  }

  @ParameterizedTest
  @MethodSource("cutClips")
  void aWholeFileIsNot(Path clip) {
    assertThat(SourceProbe.probe(clip, ProbeOptions.STRICT).facts().warnings()).isEmpty();
  }

  @Test
  void whatIsLeftOfACutFileMayBeUsed() throws IOException {
    var cut = copy(TestClips.h264(), "cut.mkv", 0.5);

    var source = SourceProbe.probe(cut, new ProbeOptions(true));

    assertThat(source.index().frames()).isBetween(15, 45);
    assertThat(source.facts().warnings()).anyMatch(warning -> warning.contains("damaged"));
  }

  @Test
  void brokenPicturesAreDamage() throws IOException {
    var bytes = Files.readAllBytes(TestClips.h264());
    for (int i = bytes.length / 2; i < bytes.length / 2 + 3000; i++) {
      bytes[i] ^= 0x55;
    }

    assertThat(failure(Files.write(folder.resolve("broken.mkv"), bytes)))
        .isInstanceOf(Damaged.class);
  }

  @Test
  void aDecoderOutsideOfTheListNeverRuns() {
    for (var name : new String[] {"magic.avi", "magic.mkv"}) {
      var clip = TestClips.clip(name, "-c:v magicyuv");

      assertThat(failure(clip)).isInstanceOf(Unsupported.class).hasMessageContaining("magicyuv");
      assertThat(FfmpegLog.recent()).anyMatch(line -> line.contains("not on whitelist"));
    }
  }

  @Test
  void transparentPicturesAreUnsupported() {
    var prores = TestClips.clip("alpha.mov", "-c:v prores_ks -pix_fmt yuva444p10le");
    var vp9 =
        TestClips.clip("alpha.webm", "-c:v libvpx-vp9 -pix_fmt yuva420p -b:v 200k -cpu-used 8");

    assertThat(failure(prores)).isInstanceOf(Unsupported.class).hasMessageContaining("transparent");
    assertThat(failure(vp9)).isInstanceOf(Unsupported.class).hasMessageContaining("transparent");
  }

  @Test
  void twoThousandStreamsExceedTheLimit() throws IOException {
    var many = Files.write(folder.resolve("many.mkv"), MatroskaBytes.header(96, 1999));

    assertThat(failure(many)).isInstanceOf(LimitExceeded.class).hasMessageContaining("streams");
  }

  @Test
  void aHundredStreamsExceedTheLimitButAHundredFontsDoNot() throws IOException {
    var streams = Files.write(folder.resolve("hundred.mkv"), MatroskaBytes.header(96, 99));
    var font = TestClips.file("a.ttf", new byte[] {1});
    var fonts =
        TestClips.make(
            "fonts.mkv",
            "-i " + TestClips.h264(),
            "-c copy" + (" -attach " + font).repeat(100) + " -metadata:s:t mimetype=font/ttf");

    assertThat(failure(streams)).isInstanceOf(LimitExceeded.class);
    assertThat(SourceProbe.probe(fonts, ProbeOptions.STRICT).facts().streams()).hasSize(101);
  }

  @Test
  void aHugePictureExceedsTheLimit() throws IOException {
    var huge = Files.write(folder.resolve("huge.mkv"), MatroskaBytes.header(60_000, 0));
    var raw = file("huge.y4m", "YUV4MPEG2 W60000 H60000 F25:1 Ip A1:1 C420jpeg\nFRAME\n");

    assertThat(failure(huge)).isInstanceOf(LimitExceeded.class).hasMessageContaining("60000x60000");
    assertThat(failure(raw)).isInstanceOfAny(LimitExceeded.class, Damaged.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-y.mp4", "a\";b $(x).mkv", "http:x.mkv", "concat:a|b.mkv", "%d.mp4", "ä ö.mkv"})
  void aStrangeNameIsOnlyAName(String name) throws IOException {
    var clip = Files.copy(TestClips.h264Mp4(), folder.resolve(name));

    assertThat(SourceProbe.probe(clip, ProbeOptions.STRICT).index().frames())
        .isEqualTo(TestClips.FRAMES);
    assertThat(
            SourceProbe.probe(Path.of("").toAbsolutePath().relativize(clip), ProbeOptions.STRICT)
                .index()
                .frames())
        .isEqualTo(TestClips.FRAMES);
  }

  @Test
  void anUnreadableFileIsDenied() throws Exception {
    Requires.root();
    Requires.program("setpriv");
    var clip = Files.copy(TestClips.h264(), folder.resolve("secret.mkv"));
    Files.setPosixFilePermissions(clip, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    var child =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ProbeProgram.class.getName(),
                clip.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said).startsWith("Denied").contains("secret.mkv");
  }

  @Test
  void aMissingFileSaysSoInOneSentence() {
    assertThatThrownBy(() -> SourceProbe.probe(Path.of("/none/x\ny.mkv"), ProbeOptions.STRICT))
        .hasMessage("There is no file 'x?y.mkv'");
  }
}
