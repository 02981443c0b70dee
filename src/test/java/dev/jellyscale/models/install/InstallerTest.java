package dev.jellyscale.models.install;

import static dev.jellyscale.models.install.TestEntries.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.fetch.Fetcher;
import dev.jellyscale.models.fetch.TestFile;
import dev.jellyscale.models.fetch.TlsServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InstallerTest {
  private static final TestFile FILE = TestFile.of(200_000);

  private final TlsServer server = new TlsServer();
  private final PretendCommands commands = new PretendCommands();

  @TempDir Path folder;

  private ModelFolder models;
  private Installer installer;

  @BeforeEach
  void openFolder() {
    models = ModelFolder.open(folder.resolve("models"));
    installer = installer((_, _) -> {});
  }

  private Installer installer(Acceptance.FileInspection inspection) {
    return new Installer(
        models, new Fetcher(server.policy()), new Acceptance(inspection, commands));
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  private CatalogueEntry entry() {
    return TestEntries.entry(FILE, URI.create("https://one.test/m"));
  }

  private FutureTask<InstalledFile> start(Installer installer, CyclicBarrier together) {
    var task =
        new FutureTask<>(
            () -> {
              together.await();
              return installer.install(entry(), _ -> {});
            });
    Thread.ofPlatform().start(task);
    return task;
  }

  @Test
  void aModelArrivesIsTriedAndGetsItsName() throws Exception {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

    var installed = installer.install(entry(), _ -> {});

    assertThat(installed)
        .isEqualTo(
            new InstalledFile(
                ID, models.file(ID), FILE.sha256(), FILE.bytes(), PretendCommands.TRAITS));
    assertThat(models.file(ID)).hasBinaryContent(FILE.content());
    assertThat(models.file(ID).getParent()).isDirectoryNotContaining("glob:**.part");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(models.file(ID))))
        .isEqualTo("rw-------");
    assertThat(commands.probed())
        .containsExactly(new ModelSource.InFile(ID, models.file(ID) + ".part", FILE.sha256()));
    assertThat(models.diskUse()).isEqualTo(FILE.bytes());
  }

  @Test
  void twoThatWantTheSameModelShareOneDownload() throws Exception {
    var bothWait = new CountDownLatch(2);
    server.on(
        "/m",
        (request, out) -> {
          try {
            bothWait.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          TlsServer.file(FILE.content(), "\"a\"").send(request, out);
        });
    var tasks =
        List.of(
            new FutureTask<>(() -> installer.install(entry(), _ -> bothWait.countDown())),
            new FutureTask<>(() -> installer.install(entry(), _ -> bothWait.countDown())));
    tasks.forEach(task -> Thread.ofPlatform().start(task));

    var first = tasks.getFirst().get(50, TimeUnit.SECONDS);
    var second = tasks.getLast().get(50, TimeUnit.SECONDS);

    assertThat(first).isEqualTo(second);
    assertThat(server.requests()).hasSize(1);
    assertThat(commands.probed()).hasSize(1);
  }

  @Test
  void oneThatGivesUpDoesNotTakeItFromTheOther() throws Exception {
    var oneIsGone = new CountDownLatch(1);
    server.on(
        "/m",
        (request, out) -> {
          try {
            oneIsGone.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          TlsServer.file(FILE.content(), "\"a\"").send(request, out);
        });
    var together = new CyclicBarrier(2);
    var stays = start(installer, together);
    var leaves =
        new FutureTask<>(
            () -> {
              together.await();
              return installer.install(entry(), _ -> Thread.currentThread().interrupt());
            });
    Thread.ofPlatform().start(leaves);
    assertThatThrownBy(leaves::get).hasCauseInstanceOf(InterruptedException.class);

    oneIsGone.countDown();

    assertThat(stays.get(50, TimeUnit.SECONDS).bytes()).isEqualTo(FILE.bytes());
  }

  @Test
  void whenTheLastOneGivesUpTheDownloadEndsAndCanBeContinued() throws Exception {
    server.on(
        "/m",
        (request, out) -> {
          if (request.headers().containsKey("range")) {
            TlsServer.file(FILE.content(), "\"a\"").send(request, out);
            return;
          }
          TlsServer.head(out, "HTTP/1.1 200 OK", "ETag: \"a\"", "Content-Length: " + FILE.bytes());
          out.write(FILE.content(), 0, 80_000);
          out.flush();
          server.hang();
        });
    var gaveUp =
        new FutureTask<>(
            () ->
                installer.install(
                    entry(),
                    bytes -> {
                      if (bytes >= 80_000) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    Thread.ofPlatform().start(gaveUp);
    assertThatThrownBy(gaveUp::get).hasCauseInstanceOf(InterruptedException.class);

    installer.install(entry(), _ -> {});

    assertThat(models.file(ID)).hasBinaryContent(FILE.content());
    assertThat(server.requests().getLast().headers()).containsEntry("range", "bytes=80000-");
  }

  @Test
  void aFileThatIsThereIsNotDownloadedAgain() throws Exception {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));
    installer.install(entry(), _ -> {});

    var again = installer.install(entry(), _ -> {});

    assertThat(again.path()).isEqualTo(models.file(ID));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFileThatWasDamagedOnTheDiskIsReplaced() throws Exception {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));
    installer.install(entry(), _ -> {});
    Files.write(models.file(ID), new byte[FILE.bytes()]);

    installer.install(entry(), _ -> {});

    assertThat(models.file(ID)).hasBinaryContent(FILE.content());
  }

  @Test
  void aFileThatInspectionRefusesLeavesNothing() {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));
    var refusing =
        installer(
            (id, _) -> {
              throw new BadModel("Model '" + id + "' loops");
            });

    assertThatThrownBy(() -> refusing.install(entry(), _ -> {}))
        .isInstanceOf(BadModel.class)
        .hasMessage("Model 'their-x2' loops");
    assertThat(folder.resolve("models")).isEmptyDirectory();
    assertThat(commands.probed()).isEmpty();
  }

  @Test
  void aModelOfAnotherScaleThanTheCatalogueSaysLeavesNothing() {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));
    var other =
        TestEntries.entry(
            4, FILE.bytes(), FILE.sha256(), List.of(URI.create("https://one.test/m")));

    assertThatThrownBy(() -> installer.install(other, _ -> {}))
        .isInstanceOf(BadModel.class)
        .hasMessage("Model 'their-x2' is not what the catalogue says: its scale is 2 instead of 4");
    assertThat(folder.resolve("models")).isEmptyDirectory();
  }

  @Test
  void aModelOfAnotherPrecisionThanTheCatalogueSaysLeavesNothing() {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

    assertThatThrownBy(() -> installer.install(TestEntries.ofEightBits(entry()), _ -> {}))
        .isInstanceOf(BadModel.class)
        .hasMessage(
            "Model 'their-x2' is not what the catalogue says: its precision is FLOAT instead of INT8");
    assertThat(folder.resolve("models")).isEmptyDirectory();
  }

  @Test
  void aFailureIsNotRememberedForTheNextCall() throws Exception {
    assertThatThrownBy(() -> installer.install(entry(), _ -> {})).isInstanceOf(Unavailable.class);
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

    assertThat(installer.install(entry(), _ -> {}).bytes()).isEqualTo(FILE.bytes());
  }

  @Test
  void whatTheCatalogueNamesAreTheOnlyHosts() {
    var catalogue =
        Catalogue.parse(
            """
            {"version": 1, "models": [{
              "id": "a-x2", "name": "A", "scale": 2, "kind": "RGB", "task": "UPSCALE",
              "licence": {"spdx": "MIT", "commercialUse": true}, "architecture": "a",
              "parameters": 1, "precision": "FLOAT", "recommendedFor": [], "smallestDevice": "CPU",
              "file": {"bytes": 1, "sha256": "%s",
                "sources": ["https://one.test/m", "https://two.test/m"]}}]}
            """
                .formatted("0".repeat(64)));

    assertThat(Installer.policy(catalogue).hosts()).containsOnly("one.test", "two.test");
    assertThat(Installer.policy(Catalogue.shipped()).listedAddresses()).isEmpty();
  }

  @Test
  void whatJellyscaleBringsIsNotInstalled() {
    var ours = Catalogue.shipped().find(new ModelId("swift-x2")).orElseThrow();

    assertThatThrownBy(() -> installer.install(ours, _ -> {})).isInstanceOf(Conflict.class);
  }
}
