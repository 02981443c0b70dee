package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackTitlesTest {
  private static final List<String> TITLES = List.of("Bild", "Kommentar ä€𝄞", "");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"in.mp4, out.mp4", "in.mp4, out.mkv", "in.mkv, out.mp4", "in.mkv, out.mkv"})
  void titlesOfTracksAreKept(String in, String out) {
    var source = titled(in);

    var file = new Remuxing(folder, source).to(out);

    assertThat(titles(source)).isEqualTo(TITLES);
    assertThat(titles(file)).isEqualTo(TITLES);
  }

  @Test
  void matroskaTellsTheTitlesOfAnMp4ToEveryPlayer() {
    var file = new Remuxing(folder, titled("in.mp4")).to("out.mkv");

    assertThat(Remuxing.show(file, "-show_entries", "stream_tags=title"))
        .containsExactly(
            "streams.stream.0.tags.title=\"Bild\"",
            "streams.stream.1.tags.title=\"Kommentar\u00A0ä€𝄞\"");
  }

  @Test
  void theNameOfAHandlerIsATitleWhereAPersonGaveIt() {
    var source =
        TestClips.make(
            "handlers.mp4",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i sine=440 -f lavfi -i sine=880",
            "-map 0 -map 1 -map 2 -c:v libx264 -c:a aac -t 1 -metadata:s:a:0 handler_name=Regie"
                + " -metadata:s:a:1 handler_name=SoundHandle");

    assertThat(titles(source)).containsExactly("", "Regie", "");
  }

  @Test
  void subtitlesThatAreNotTheDefaultOnesAreNotShownByThemselves() {
    var source =
        TestClips.make(
            "chosen.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -i " + Sources.subRip(),
            "-map 0 -map 1 -map 1 -c:v libx264 -c:s srt -t 2 -disposition:s:0 0"
                + " -disposition:s:1 0");
    var chosen =
        TestClips.make("second.mkv", "-i " + source, "-map 0 -c copy -disposition:s:1 default");

    assertThat(defaults(new Remuxing(folder, source).to("out.mp4"))).containsExactly(1, 0, 0);
    assertThat(defaults(new Remuxing(folder, chosen).to("two.mp4"))).containsExactly(1, 0, 1);
  }

  private static Path titled(String name) {
    return TestClips.make(
        name,
        "-f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i sine=440 -f lavfi -i sine=880",
        "-map 0 -map 1 -map 2 -c:v libx264 -c:a aac -t 1 -metadata:s:v title=Bild"
            + " -metadata:s:a:0 title=Kommentar\u00A0ä€𝄞");
  }

  private static List<String> titles(Path file) {
    return SourceProbe.probe(file, ProbeOptions.STRICT).facts().streams().stream()
        .map(StreamFacts::metadata)
        .map(tags -> tags.getOrDefault("title", "").replace('\u00A0', ' '))
        .toList();
  }

  private static List<Integer> defaults(Path file) {
    return FfmpegProgram.ffprobe(
            file, "-show_entries", "stream_disposition=default", "-of", "csv=p=0")
        .lines()
        .map(line -> Integer.valueOf(line.replace(",", "").strip()))
        .toList();
  }
}
