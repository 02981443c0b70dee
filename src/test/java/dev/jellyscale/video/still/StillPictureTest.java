package dev.jellyscale.video.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.protocol.job.StillTask;
import dev.jellyscale.protocol.job.StillTask.Filter;
import dev.jellyscale.video.TestClips;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of real videos, through FFmpeg's own filters. */
class StillPictureTest {
  @TempDir Path folder;

  private StillTask task(Path video, double position, Filter... filters) {
    return new StillTask(
        video.toString(),
        position,
        64,
        List.of(filters),
        folder.resolve("plain.png").toString(),
        folder.resolve("filtered.png").toString());
  }

  private BufferedImage image(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  /** Mean of red less blue. */
  private double warmth(String name) throws IOException {
    var image = image(name);
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        sum += (rgb >> 16 & 255) - (rgb & 255);
      }
    }
    return sum / image.getWidth() / image.getHeight();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void pictureIsThereWhereverItIsLookedFor(double position) throws Exception {
    var facts = StillPicture.make(task(TestClips.openGroups(), position));

    assertThat(facts.size().width()).isLessThanOrEqualTo(64);
    assertThat(image("plain.png").getWidth()).isEqualTo(facts.size().width());
    assertThat(image("plain.png").getHeight()).isEqualTo(facts.size().height());
    assertThat(folder.resolve("plain.png")).hasSize(facts.plainBytes());
    assertThat(folder.resolve("filtered.png")).hasSameBinaryContentAs(folder.resolve("plain.png"));
  }

  @Test
  void lowerTemperatureIsWarmerAndHigherIsCooler() throws Exception {
    var clip = TestClips.openGroups();

    StillPicture.make(task(clip, 0.3, new Filter("colortemperature", "temperature=5000")));
    double warm = warmth("filtered.png");
    StillPicture.make(task(clip, 0.3, new Filter("colortemperature", "temperature=8500")));
    double cool = warmth("filtered.png");

    assertThat(warm).isGreaterThan(warmth("plain.png"));
    assertThat(cool).isLessThan(warmth("plain.png"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hqdn3d | 3.0000",
        "eq | brightness=0.1000:contrast=1.2000:saturation=0.5000:gamma=2.0000",
        "colortemperature | temperature=15000",
        "unsharp | 5:5:5.0000",
        "vignette | angle=1.5708",
        "noise | alls=100:allf=t+u"
      })
  void everyFilterThatIsToldExists(String name, String arguments) throws Exception {
    StillPicture.make(task(TestClips.openGroups(), 0.3, new Filter(name, arguments)));

    assertThat(image("filtered.png")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"movie, a.mkv", "eq, 'gamma=1,movie=a'", "eq, [a]", "drawtext, text=a", "eq, ''"})
  void otherFiltersAreNone(String name, String arguments) {
    assertThatThrownBy(() -> new Filter(name, arguments))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoVideoIsRefused() throws IOException {
    var text = Files.writeString(folder.resolve("a.mkv"), "no video at all");
    var empty = Files.createFile(folder.resolve("empty.mkv"));

    assertThatThrownBy(() -> StillPicture.make(task(text, 0)))
        .isInstanceOf(JellyscaleException.class);
    assertThatThrownBy(() -> StillPicture.make(task(empty, 0)))
        .isInstanceOf(JellyscaleException.class);
  }
}
