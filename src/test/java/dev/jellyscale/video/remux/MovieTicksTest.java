package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovieTicksTest {
  @TempDir Path folder;

  @Test
  void soundThatBeginsBetweenTwoTicksOfTheVideoIsNotMoved() {
    var source =
        TestClips.make(
            "late-flac.mp4",
            "-f lavfi -i testsrc2=size=96x64:rate=25 -itsoffset 0.0300907 -f lavfi"
                + " -i sine=330:r=44100",
            "-map 0:v -map 1 -c:v libx264 -c:a flac -movie_timescale 44100 -t 1");

    var out = new Remuxing(folder, source).to("out.mp4");

    assertThat(soundBegins(source)).isEqualTo("1327");
    assertThat(soundBegins(out)).isEqualTo("1327");
  }

  private static String soundBegins(Path file) {
    return FfmpegProgram.ffprobe(
            file, "-select_streams", "a", "-show_entries", "stream=start_pts", "-of", "csv=p=0")
        .strip();
  }

  @ParameterizedTest
  @CsvSource({
    "12800, 44100, 5644800",
    "90000, 48000, 720000",
    "1000, 48000, 48000",
    "12288, 44100, 12288",
    "2147483647, 192000, 2147483647",
    "12800, 0, 12800"
  })
  void theUnitIsTheLeastCommonOneWhileItIsNotTooFine(int ticks, int rate, int common) {
    assertThat(MovieTicks.common(ticks, rate)).isEqualTo(common);
  }
}
