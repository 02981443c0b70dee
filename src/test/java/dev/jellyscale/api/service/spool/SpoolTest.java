package dev.jellyscale.api.service.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.renderer.picture.PictureFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that serve one request after the other. */
class SpoolTest {
  private static final int MOST_KEPT = 16;
  private static final int LARGEST_KEPT = 1 << 20;
  private static final int BOUND = 8 << 20;

  @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void open() {
    spool = Spool.open(folder.resolve("spool"), BOUND);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder.resolve("spool"))) {
      return all.toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A request that has this body and ends well. */
  private Path served(byte[] body) throws IOException {
    try (var file = spool.usedFile()) {
      file.fill(new ByteArrayInputStream(body), BOUND);
      file.finish(file.bytes());
      return file.path();
    }
  }

  @Test
  void aShorterBodyBehindALongerOneHasItsOwnBytesAlone() throws IOException {
    var longer = served(bytes("longer than the next one by far"));

    try (var file = spool.usedFile()) {
      file.fill(new ByteArrayInputStream(bytes("short")), BOUND);

      assertThat(file.path()).isEqualTo(longer);
      assertThat(file.bytes()).isEqualTo(5);
      assertThat(file.read(5)).isEqualTo(bytes("short"));
      var seen = PictureFiles.read(new PictureTask.Source(file.path().toString(), file.bytes()));
      assertThat(seen).isEqualTo(bytes("short"));
    }
  }

  @Test
  void aPictureThatIsCutIsNotTakenForTheOneBeforeIt() throws IOException {
    var png = Files.readAllBytes(pngOfOnePixel());
    served(png);

    for (int length = 0; length < 25; length++) {
      try (var file = spool.usedFile()) {
        file.fill(new ByteArrayInputStream(png, 0, length), BOUND);

        assertThatThrownBy(() -> PictureHeader.read(file.channel(), file.bytes()))
            .as("%d bytes", length)
            .isInstanceOfAny(Damaged.class, Unsupported.class);
        file.finish(file.bytes());
      }
    }
  }

  private Path pngOfOnePixel() throws IOException {
    var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    var file = folder.resolve("one.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void aShorterPictureBehindALongerOneIsAnsweredAlone() throws IOException {
    served(bytes("a picture that was answered before"));

    try (var target = spool.usedFile()) {
      PictureFiles.write(target.path().toString(), ByteBuffer.wrap(bytes("tiny")));

      assertThat(target.read(4)).isEqualTo(bytes("tiny"));
    }
  }

  @Test
  void aNewFileHasNoBytesToRead() {
    try (var file = spool.usedFile()) {
      assertThatThrownBy(() -> file.read(1)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aFailedRequestsFileIsNotKept() throws IOException {
    served(bytes("well"));

    try (var file = spool.usedFile()) {
      file.fill(new ByteArrayInputStream(bytes("ill")), BOUND);
    }

    assertThat(files()).isEmpty();
    assertThat(spool.taken()).isZero();
  }

  @Test
  void aFileThatServedWellFailsItsSecondRequestAndIsNotKept() throws IOException {
    served(bytes("well"));

    assertThatThrownBy(
            () -> {
              try (var file = spool.usedFile()) {
                file.fill(new ByteArrayInputStream(bytes("too much")), 3);
              }
            })
        .isInstanceOf(ServiceFailure.class);

    assertThat(files()).isEmpty();
    assertThat(spool.taken()).isZero();
  }

  @Test
  void aLargeFileIsNotKept() throws IOException {
    served(new byte[LARGEST_KEPT + 1]);
    assertThat(files()).isEmpty();

    served(new byte[LARGEST_KEPT]);
    assertThat(files()).hasSize(1);
    assertThat(spool.taken()).isZero();
  }

  @Test
  void sixteenAreKeptAndNoMore() throws IOException {
    var open = new ArrayList<SpoolFile>();
    for (int i = 0; i < 2 * MOST_KEPT; i++) {
      var file = spool.usedFile();
      file.fill(new ByteArrayInputStream(bytes("body " + i)), BOUND);
      open.add(file);
    }
    for (var file : open) {
      file.finish(file.bytes());
      file.close();
    }

    assertThat(files()).hasSize(MOST_KEPT);
    assertThat(spool.taken()).isZero();
  }

  @Test
  void nothingIsLeftBehindTheEndAlsoByWhoEndsLater() throws IOException {
    served(bytes("before"));
    try (var late = spool.file()) {
      late.fill(new ByteArrayInputStream(bytes("late")), BOUND);
      late.finish(late.bytes());

      spool.close();

      assertThat(files()).containsExactly(late.path());
    }
    assertThat(files()).isEmpty();
  }
}
