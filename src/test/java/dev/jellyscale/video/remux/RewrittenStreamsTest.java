package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrittenStreamsTest {
  @TempDir Path folder;

  @Test
  void timedTextBecomesSubRipAndBack() {
    var mkv = new Remuxing(folder, Sources.mp4()).to("out.mkv");
    var mp4 = new Remuxing(folder, mkv).to("back.mp4");

    assertThat(subtitles(mkv)).isEqualTo(subtitles(Sources.mp4()));
    assertThat(subtitles(mp4)).isEqualTo(subtitles(Sources.mp4()));
  }

  @Test
  void timedTextCopiedWithinMp4KeepsItsTimes() {
    var mp4 = new Remuxing(folder, Sources.mp4()).to("out.mp4");

    assertThat(subtitles(mp4)).isEqualTo(subtitles(Sources.mp4()));
    assertThat(packetTimes(mp4, "s:0")).isEqualTo(packetTimes(Sources.mp4(), "s:0"));
  }

  @Test
  void rewritingIsToldInTheNotes() {
    var notes = new Remuxing(folder, Sources.mp4()).plan(Container.MATROSKA).notes();

    assertThat(notes).contains("Stream 2 (subtitle, mov_text) is rewritten as SubRip text");
  }

  @Test
  void aacOfATransportStreamLosesOnlyItsHeaders() {
    var source = Sources.ts();

    var out = new Remuxing(folder, source).to("out.mkv");

    assertThat(Sources.decoded(out, "0:a:0")).isEqualTo(Sources.decoded(source, "0:a:0"));
    assertThat(Remuxing.show(out, "-select_streams", "a:0", "-show_streams"))
        .contains("streams.stream.0.codec_name=\"aac\"", "streams.stream.0.extradata_size=2");
  }

  @Test
  void bluRayPcmBecomesPlainPcmOfTheSameSamples() {
    for (var bits : List.of("s16", "s32")) {
      var source =
          TestClips.make(
              "bluray-" + bits + ".m2ts",
              "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i"
                  + " aevalsrc=exprs=0.3*sin(700*t)|0.5*sin(900*t)|random(0)-0.5|0.1|0.2|0.3"
                  + ":c=5.1:s=48000",
              "-c:v libx264 -c:a pcm_bluray -sample_fmt " + bits + " -t 1");

      var out = new Remuxing(folder, source).to(bits + ".mkv");

      assertThat(Sources.decoded(out, "0:a")).isEqualTo(Sources.decoded(source, "0:a"));
      assertThat(Remuxing.show(out, "-select_streams", "a", "-show_streams"))
          .contains(
              "streams.stream.0.codec_name=\"pcm_%sle\""
                  .formatted(bits.equals("s16") ? bits : "s24"));
    }
  }

  @Test
  void aTimeCodeTrackIsKept() {
    var mp4 = new Remuxing(folder, Sources.mov()).to("out.mp4");
    var mkv = new Remuxing(folder, Sources.mov()).to("out.mkv");

    assertThat(FfmpegProgram.ffprobe(mp4, "-show_entries", "stream_tags=timecode"))
        .contains("01:02:03:04");
    assertThat(FfmpegProgram.ffprobe(mkv, "-show_entries", "stream_tags"))
        .containsIgnoringCase("timecode=01:02:03:04");
  }

  @Test
  void coversMoveBetweenTheContainers() {
    var picture = Remuxing.hashes(Sources.picture(), "0:v");

    var mkv = new Remuxing(folder, Sources.mp4WithCover()).to("out.mkv");
    var mp4 = new Remuxing(folder, mkv).to("out.mp4");
    var again = new Remuxing(folder, mp4).to("again.mp4");

    for (var file : List.of(mkv, mp4, again)) {
      assertThat(Remuxing.hashes(file, "0:v:1")).isEqualTo(picture);
      assertThat(FfmpegProgram.ffprobe(file, "-show_entries", "stream_disposition=attached_pic"))
          .contains("attached_pic=1");
    }
  }

  @Test
  void whatAContainerCannotHoldIsRefusedByName() {
    var source = new Remuxing(folder, TestClips.everything());

    assertThatThrownBy(() -> source.plan(Container.MP4))
        .isInstanceOf(Unsupported.class)
        .hasMessage(
            "MP4 cannot hold stream 4 (attachment, ttf): choose an .mkv destination,"
                + " or leave it out by --drop-unsupported");
  }

  @Test
  void whatMayBeDroppedIsDroppedAndTold() {
    var source = new Remuxing(folder, TestClips.everything()).droppingUnsupported();

    var out = source.to("out.mp4");

    assertThat(source.plan(Container.MP4).notes())
        .contains("Stream 4 (attachment, ttf) is left out: MP4 cannot hold it");
    assertThat(Remuxing.hashes(out, "0:a"))
        .isEqualTo(Remuxing.hashes(TestClips.everything(), "0:a"));
  }

  private static String subtitles(Path file) {
    return FfmpegProgram.ffmpeg(
            List.of("-copyts", "-i", file.toString(), "-map", "0:s:0", "-f", "srt", "-"))
        .strip();
  }

  private static String packetTimes(Path file, String stream) {
    return FfmpegProgram.ffprobe(
        file, "-select_streams", stream, "-show_entries", "packet=pts,duration", "-of", "csv");
  }
}
