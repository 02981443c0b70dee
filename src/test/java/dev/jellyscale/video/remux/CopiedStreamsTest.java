package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
