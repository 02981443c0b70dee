package dev.jellyscale.cli.quality.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final int IHDR_AT = 12;
  private static final int IHDR_BYTES = 17;

  @TempDir Path folder;

  @Test
  void greyIsReadAsThreeEqualColours() throws Exception {
    var colours = PictureFile.read(written("rgb.png", BufferedImage.TYPE_3BYTE_BGR));
    var grey = PictureFile.read(written("grey.png", BufferedImage.TYPE_BYTE_GRAY));

    assertThat(grey.codes()).isEqualTo(colours.codes());
    assertThat(grey.code(0, 0)).isEqualTo(16);
  }

  @Test
  void aPictureIsKnownByItsFirstBytes() throws Exception {
    var text = Files.writeString(folder.resolve("text.png"), "no picture");

    assertThat(PictureFile.isPicture(written("picture", BufferedImage.TYPE_BYTE_GRAY))).isTrue();
    assertThat(PictureFile.isPicture(text)).isFalse();
  }

  @Test
  void aPictureThatEndsEarlyIsDamaged() throws Exception {
    var whole = Files.readAllBytes(written("whole.png", BufferedImage.TYPE_3BYTE_BGR));
    var cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    var head = Files.write(folder.resolve("head.png"), Arrays.copyOf(whole, IHDR_AT));

    assertThatThrownBy(() -> PictureFile.read(cut)).isInstanceOf(Damaged.class);
    assertThatThrownBy(() -> PictureFile.read(head)).isInstanceOf(Damaged.class);
  }

  @Test
  void aPictureIsRefusedForItsSizeBeforeItIsDecoded() throws Exception {
    var bytes = Files.readAllBytes(written("small.png", BufferedImage.TYPE_BYTE_GRAY));
    ByteBuffer.wrap(bytes).putInt(IHDR_AT + 4, 100_000).putInt(IHDR_AT + 8, 100_000);
    var checksum = new CRC32();
    checksum.update(bytes, IHDR_AT, IHDR_BYTES);
    ByteBuffer.wrap(bytes).putInt(IHDR_AT + IHDR_BYTES, (int) checksum.getValue());
    var huge = Files.write(folder.resolve("huge.png"), bytes);

    assertThatThrownBy(() -> PictureFile.read(huge))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("'huge.png' has pictures of 100000x100000");
  }

  @Test
  void aKindThatJavaDoesNotReadIsUnsupported() throws Exception {
    var webp = folder.resolve("a.webp");
    Files.write(webp, "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> PictureFile.read(webp)).isInstanceOf(Unsupported.class);
  }

  private Path written(String name, int type) throws IOException {
    var picture = new BufferedImage(WIDTH, HEIGHT, type);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int code = (x * 7 + y * 5) % 256;
        for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
          picture.getRaster().setSample(x, y, band, code);
        }
      }
    }
    var file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
