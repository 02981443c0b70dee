package dev.jellyscale.models.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.fetch.TestFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
  private static final TestFile FILE = TestFile.of(150_000);
  private static final ModelId ID = new ModelId("mine");

  private final PretendCommands commands = new PretendCommands();

  @TempDir Path folder;

  private ModelFolder models;
  private Path root;

  @BeforeEach
  void openFolder() {
    root = folder.resolve("models");
    models = ModelFolder.open(root);
  }

  private Importer importer(String size) {
    return new Importer(models, new Acceptance((_, _) -> {}, commands), rules(size));
  }

  private static ImportRules rules(String size) {
    return ImportRules.of(
        Catalogue.shipped(), Aliases.shipped(), Map.of("JELLYSCALE_MAX_MODEL_BYTES", size));
  }

  private Path file() throws IOException {
    return Files.write(folder.resolve("their own.onnx"), FILE.content());
  }

  @Test
  void aFileIsCopiedTriedAndGetsItsName() throws Exception {
    var copied = new AtomicLong();

    var installed = importer("").importFile(ID, file(), copied::set);

    assertThat(installed)
        .isEqualTo(
            new InstalledFile(
                ID, models.file(ID), FILE.sha256(), FILE.bytes(), PretendCommands.TRAITS));
    assertThat(models.file(ID)).hasBinaryContent(FILE.content());
    assertThat(folder.resolve("their own.onnx")).hasBinaryContent(FILE.content());
    assertThat(copied).hasValue(FILE.bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"swift-x2", "bicubic-x4", "SWIFT-X2", "span-x2", "edsr-x2"})
  void anIdOfOursOrOneThatOthersAskForCannotBeTaken(String id) throws Exception {
    var file = file();

    assertThatThrownBy(() -> importer("").importFile(new ModelId(id), file, _ -> {}))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("one of Jellyscale's own");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anIdOfOthersThatNoModelOfOursStandsInForMayBeTaken() throws Exception {
    var id = new ModelId("lapsrn-x8");

    assertThat(importer("").importFile(id, file(), _ -> {}).path()).isEqualTo(models.file(id));
  }

  @Test
  void anIdThatNoCommandCouldNameIsRefused() throws Exception {
    var file = file();

    assertThatThrownBy(() -> importer("").importFile(new ModelId("-x"), file, _ -> {}))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("'-x'");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anIdThatIsTakenStaysWhatItWas() throws Exception {
    importer("").importFile(ID, file(), _ -> {});
    var other = new ByteArrayInputStream(new byte[10]);

    assertThatThrownBy(() -> importer("").importStream(ID, other, _ -> {}))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("already");
    assertThat(models.file(ID)).hasBinaryContent(FILE.content());
  }

  @Test
  void aStreamWithoutEndIsCutOffAtTheLimit() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            return length;
          }
        };

    assertThatThrownBy(() -> importer("1M").importStream(ID, endless, _ -> {}))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage(
            "Model 'mine' has more than 1,048,576 bytes; JELLYSCALE_MAX_MODEL_BYTES sets the"
                + " limit");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileThatIsTooLargeIsNotEvenCopied() throws Exception {
    var file = file();
    var copied = new AtomicLong();

    assertThatThrownBy(() -> importer("100K").importFile(ID, file, copied::set))
        .isInstanceOf(LimitExceeded.class);
    assertThat(copied).hasValue(0);
  }

  @Test
  void aStreamThatBreaksOffLeavesNothing() {
    var broken =
        new InputStream() {
          private boolean given;

          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (given) {
              throw new IOException("gone");
            }
            given = true;
            return length;
          }
        };

    assertThatThrownBy(() -> importer("").importStream(ID, broken, _ -> {}))
        .isInstanceOf(Invalid.class)
        .hasMessage("The file for model 'mine' could not be read to its end");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> importer("").importFile(ID, folder, _ -> {}))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> importer("").importFile(ID, Path.of("/dev/zero"), _ -> {}))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> importer("").importFile(ID, folder.resolve("no"), _ -> {}))
        .isInstanceOf(NotFound.class);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileThatIsRefusedLeavesNothing() throws Exception {
    var file = file();
    var refusing =
        new Importer(
            models,
            new Acceptance(
                (id, _) -> {
                  throw new BadModel("Model '" + id + "' loops");
                },
                commands),
            rules(""));

    assertThatThrownBy(() -> refusing.importFile(ID, file, _ -> {})).isInstanceOf(BadModel.class);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anInterruptionLeavesNothing() throws Exception {
    var file = file();

    assertThatThrownBy(
            () -> importer("").importFile(ID, file, _ -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"'', 524288000", "1, 1", "3K, 3072", "750M, 786432000", "2GiB, 2147483648"})
  void theLimitIsASize(String text, long bytes) {
    assertThat(rules(text).maxBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "much", "5T", "9999999999999G"})
  void whatIsNoSizeIsRefusedByName(String text) {
    assertThatThrownBy(() -> rules(text))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_MAX_MODEL_BYTES");
  }
}
