package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTagsTest {
  @TempDir Path folder;

  @Test
  void matroskaTellsItsProvenanceInTagsOfItsOwn() {
    var file = new Remuxing(folder, TestClips.h264()).to("out.mkv");

    assertThat(tags(file))
        .contains(
            "format.tags.JELLYSCALE_VERSION=\"1.2.3\"",
            "format.tags.JELLYSCALE_MODEL=\"bicubic-x2 sha256:" + "ab".repeat(32) + "\"",
            "format.tags.JELLYSCALE_SCALE=\"2\"",
            "format.tags.JELLYSCALE_ENCODER=\"libx264 faster crf 18\"",
            "format.tags.JELLYSCALE_SOURCE=\"cd frames 0-9\"");
  }

  @Test
  void mp4TellsItsProvenanceBehindTheCommentOfTheSource() {
    var file = new Remuxing(folder, Sources.mp4()).to("out.mp4");

    assertThat(tags(file))
        .contains(
            "format.tags.title=\"A film\"",
            "format.tags.comment=\"Mine\\nJELLYSCALE_VERSION=1.2.3"
                + " JELLYSCALE_MODEL=bicubic-x2 sha256:%s JELLYSCALE_SCALE=2"
                    .formatted("ab".repeat(32))
                + " JELLYSCALE_ENCODER=libx264 faster crf 18 JELLYSCALE_SOURCE=cd frames 0-9\"");
  }

  @Test
  void mp4KeepsRareTagsToo() {
    var file = new Remuxing(folder, Sources.mkv()).to("out.mp4");

    assertThat(tags(file))
        .contains("format.tags.title=\"A film\"", "format.tags.IMDB=\"tt0000001\"")
        .anyMatch(line -> line.startsWith("format.tags.comment=\"JELLYSCALE_VERSION=1.2.3"));
  }

  @Test
  void statisticsOfTheOldVideoAreDropped() {
    var source =
        TestClips.make(
            "statistics.mkv",
            "-i " + TestClips.h264() + " -f lavfi -i sine=440",
            "-map 0 -map 1 -c:v copy -c:a ac3 -t 1 -metadata:s:v BPS=1234 -metadata:s:v"
                + " NUMBER_OF_FRAMES=60 -metadata:s:v _STATISTICS_TAGS=BPS -metadata:s:v"
                + " NUMBER_OF_BYTES-eng=7 -metadata:s:v title=Film -metadata:s:a BPS=99");

    var file = new Remuxing(folder, source).to("out.mkv");

    assertThat(tags(file))
        .contains("streams.stream.0.tags.title=\"Film\"", "streams.stream.1.tags.BPS=\"99\"")
        .noneMatch(line -> line.startsWith("streams.stream.0.tags.") && line.contains("STATISTICS"))
        .noneMatch(line -> line.startsWith("streams.stream.0.tags.BPS"))
        .noneMatch(line -> line.startsWith("streams.stream.0.tags.NUMBER_OF"))
        .noneMatch(line -> line.startsWith("streams.stream.0.tags.ENCODER"));
  }

  @Test
  void anOutputThatIsUpscaledAgainTellsOnlyTheLastTime() {
    var once = new Remuxing(folder, TestClips.h264()).to("once.mkv");

    var twice = new Remuxing(folder, once).to("twice.mkv");

    assertThat(tags(twice)).filteredOn(line -> line.contains("JELLYSCALE_VERSION")).hasSize(1);
  }

  @Test
  void languagesTitlesAndDispositionsReachMp4() {
    var file = new Remuxing(folder, Sources.mkv()).to("out.mp4");

    assertThat(tags(file))
        .contains(
            "streams.stream.2.tags.handler_name=\"Second\"",
            "streams.stream.2.disposition.default=1",
            "streams.stream.3.tags.language=\"fra\"");
  }

  @Test
  void chaptersReachBothContainers() {
    for (var name : List.of("out.mp4", "out.mkv")) {
      var file = new Remuxing(folder, Sources.mp4()).to(name);

      assertThat(Remuxing.show(file, "-show_chapters"))
          .contains(
              "chapters.chapter.0.tags.title=\"One\"",
              "chapters.chapter.1.start_time=\"0.800000\"",
              "chapters.chapter.1.end_time=\"2.000000\"",
              "chapters.chapter.1.tags.title=\"Zwei ä\"");
    }
  }

  private static List<String> tags(Path file) {
    return Remuxing.show(file, "-show_entries", "format_tags:stream_tags:stream_disposition");
  }
}
