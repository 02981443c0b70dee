package dev.jellyscale.video.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import dev.jellyscale.video.sample.ClipContent.Sound;
import dev.jellyscale.video.sample.ClipContent.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeClipTest {
  private static final FrameFormat FORMAT =
      new FrameFormat(64, 48, new PixelFormat(Family.YUV, Subsampling.S420, 8));

  @TempDir Path folder;

  @Test
  void holdsPicturesSoundSubtitlesAndChapters() throws Exception {
    var file = folder.resolve("clip.mkv");
    var halves = List.of(text(0, 500, "One"), text(500, 1000, "Two"));
    var sound = Optional.of(new Sound(8000, new short[8000]));

    MadeClip.write(
        new ClipContent(FORMAT, 24, 24, MadeClipTest::brighten, sound, halves, halves), file);

    var facts = SourceProbe.probe(file, ProbeOptions.STRICT).facts();
    assertThat(facts.video().codec()).isEqualTo("h264");
    assertThat(facts.video().frames()).isEqualTo(24);
    assertThat(facts.chapters()).isEqualTo(2);
    assertThat(facts.streams())
        .extracting(stream -> stream.kind())
        .containsExactly(Kind.VIDEO, Kind.AUDIO, Kind.SUBTITLE);
  }

  @Test
  void leavesNothingBesideASilentClip() throws Exception {
    var file = folder.resolve("clip.mkv");

    MadeClip.write(ClipContent.silent(FORMAT, 24, 5, MadeClipTest::brighten), file);

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static void brighten(int number, byte[] planes) {
    Arrays.fill(planes, (byte) (60 + 5 * number));
  }

  private static Text text(long from, long until, String words) {
    return new Text(Duration.ofMillis(from), Duration.ofMillis(until), words);
  }
}
