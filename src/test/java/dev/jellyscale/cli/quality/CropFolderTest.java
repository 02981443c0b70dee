package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.frame.ColourDescription.Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropFolderTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;

  @TempDir Path folder;

  @Test
  void showsWhereBicubicAndTheFirstModelDiffer() throws Exception {
    var original = new byte[WIDTH * HEIGHT];
    var bicubic = original.clone();
    var model = original.clone();
    for (int x = 192; x < WIDTH; x++) {
      original[100 * WIDTH + x] = (byte) 235;
      bicubic[100 * WIDTH + x] = (byte) 126;
      model[100 * WIDTH + x] = (byte) 200;
    }

    write("a b.png", List.of(picture(original), picture(bicubic), picture(model)));

    var shown = ImageIO.read(folder.resolve("crops/a_b.png").toFile());
    assertThat(shown.getWidth()).isEqualTo(3 * 256 + 2 * 2);
    assertThat(shown.getHeight()).isEqualTo(256);
    // The crop begins at 192, 0: its row 100 is drawn at 200 and 201.
    assertThat(shown.getRaster().getSample(10, 201, 0)).isEqualTo(255);
    assertThat(shown.getRaster().getSample(10, 202, 0)).isZero();
    assertThat(shown.getRaster().getSample(256, 200, 0)).isEqualTo(255);
    assertThat(shown.getRaster().getSample(258, 200, 0)).isEqualTo(128);
  }

  @Test
  void neverReplacesWhatIsMeasured() throws Exception {
    var source = Files.writeString(folder.resolve("a.png"), "precious");

    assertThatThrownBy(() -> CropFolder.make(folder, List.of(source)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("would replace 'a.png'");
  }

  @Test
  void twoPicturesDoNotShareAFile() {
    var sources = List.of(Path.of("x/a b.png"), Path.of("y/a?b.png"));

    assertThatThrownBy(() -> CropFolder.make(folder, sources))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("a_b.png");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    var file = Files.writeString(folder.resolve("crops"), "");

    assertThatThrownBy(() -> CropFolder.make(file, List.of())).isInstanceOf(Conflict.class);
  }

  private void write(String source, List<LumaImage> panels) throws Exception {
    var crops = folder.resolve("crops");
    var file = Path.of(source);
    CropFolder.make(crops, List.of(file))
        .write(
            file,
            new Comparison(panels.getFirst(), Range.LIMITED, panels.subList(1, panels.size())));
    try (var inside = Files.list(crops)) {
      assertThat(inside).hasSize(1);
    }
  }

  private static LumaImage picture(byte[] codes) {
    return new LumaImage(WIDTH, HEIGHT, codes);
  }
}
