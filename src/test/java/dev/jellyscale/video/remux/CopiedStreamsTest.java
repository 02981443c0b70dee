package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopiedStreamsTest {
  @TempDir Path folder;

  @Test
  void matroskaKeepsEveryPayload() {
    var source = TestClips.everything();

    var out = new Remuxing(folder, source).to("out.mkv");

    assertThat(Remuxing.hashes(out, "0:a", "0:s")).isEqualTo(Remuxing.hashes(source, "0:a", "0:s"));
    assertThat(Remuxing.attachments(out)).isEqualTo(Remuxing.attachments(source));
  }

  @Test
  void matroskaKeepsTagsLanguagesDispositionsAndChapters() {
    var source = TestClips.everything();

    var out = new Remuxing(folder, source).to("out.mkv");

    assertThat(described(out)).containsAll(described(source));
  }

  private static List<String> described(Path file) {
    return Remuxing.show(
            file,
            "-show_entries",
            "format_tags:stream=index,codec_name,codec_type:stream_tags:stream_disposition:"
                + "chapter=start_time,end_time:chapter_tags")
        .stream()
        // The muxer measures durations again; the video is another one.
        .filter(line -> !line.contains("tags.DURATION") && !line.contains("tags.ENCODER"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void aSecondVideoIsCopiedAsItIs(String out) {
    var source =
        TestClips.make(
            "angles.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i testsrc=size=64x48:rate=25",
            "-map 0 -map 1 -c:v libx264 -bf 3 -t 2 -disposition:v:0 default");

    var file = new Remuxing(folder, source).to(out);

    assertThat(Remuxing.hashes(file, "0:v:1")).isEqualTo(Remuxing.hashes(source, "0:v:1"));
    assertThat(Sources.decoded(file, "0:v:1")).isEqualTo(Sources.decoded(source, "0:v:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcm_dvd", "ac3", "mp2"})
  void audioOfADvdReachesMatroska(String codec) {
    var source =
        TestClips.make(
            codec + ".vob",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i sine=440:r=48000",
            "-c:v mpeg2video -b:v 500k -bf 2 -c:a " + codec + " -t 2 -f vob");

    var file = new Remuxing(folder, source).to("out.mkv");

    assertThat(Sources.decoded(file, "0:a")).isEqualTo(Sources.decoded(source, "0:a"));
  }

  @Test
  void styledSubtitlesStayInMatroskaAndAreRefusedInMp4() {
    var source =
        TestClips.make(
            "styled.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -i " + Sources.subRip(),
            "-c:v libx264 -c:s ass -t 2");

    var file = new Remuxing(folder, source).to("out.mkv");

    assertThat(Remuxing.hashes(file, "0:s")).isEqualTo(Remuxing.hashes(source, "0:s"));
    assertThatThrownBy(() -> new Remuxing(folder, source).plan(Container.MP4))
        .isInstanceOf(Unsupported.class)
        .hasMessageStartingWith("MP4 cannot hold stream 1 (subtitle, ass)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mkv", "out.mp4"})
  void cuesThatBeginTogetherAreAllKept(String out) {
    var cues =
        TestClips.file(
            "together.srt",
            """
            1
            00:00:00,500 --> 00:00:01,000
            One

            2
            00:00:00,500 --> 00:00:01,500
            Two

            """
                .getBytes(StandardCharsets.UTF_8));
    var source =
        TestClips.make(
            "together.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -i " + cues,
            "-c:v libx264 -c:s srt -t 2");

    var file = new Remuxing(folder, source).to(out);

    var text =
        FfmpegProgram.ffmpeg(List.of("-i", file.toString(), "-map", "0:s", "-f", "srt", "-"));
    assertThat(text).contains("One", "Two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truehd", "dca", "eac3", "libopus", "vorbis", "flac", "alac"})
  void everyAudioCodecReachesBothContainers(String codec) {
    var source =
        TestClips.make(
            codec + ".mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i sine=440:r=48000",
            "-c:v libx264 -strict -2 -ac 2 -c:a " + codec + " -t 2");
    for (var name : List.of("out.mkv", "out.mp4")) {
      var file = new Remuxing(folder, source).to(name);

      assertThat(Remuxing.hashes(file, "0:a")).isEqualTo(Remuxing.hashes(source, "0:a"));
    }
  }
}
