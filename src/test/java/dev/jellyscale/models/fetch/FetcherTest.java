package dev.jellyscale.models.fetch;

import static dev.jellyscale.models.fetch.TlsServer.file;
import static dev.jellyscale.models.fetch.TlsServer.head;
import static dev.jellyscale.models.fetch.TlsServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final TestFile FILE = TestFile.of(300_000);
  private static final TestFile OTHER = new TestFile(TestFile.of(300_001).content());

  private final TlsServer server = new TlsServer();
  private final Fetcher fetcher = new Fetcher(server.policy());

  @TempDir Path folder;

  @AfterEach
  void closeServer() {
    server.close();
  }

  private Path part() {
    return folder.resolve("model.part");
  }

  @Test
  void aFileArrivesForItsOwnerAloneAndProgressEndsWithItsSize() throws Exception {
    server.on("/m", file(FILE.content(), "\"a\""));
    var progress = new CopyOnWriteArrayList<Long>();

    fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), progress::add);

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part())))
        .isEqualTo("rw-------");
    assertThat(progress).last().isEqualTo((long) FILE.bytes());
  }

  @Test
  void theRequestTellsWhoAsksAndWantsNothingCompressed() throws Exception {
    server.on("/m", file(FILE.content(), "\"a\""));

    fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), _ -> {});

    assertThat(server.requests().getFirst().headers())
        .containsEntry("user-agent", "Jellyscale")
        .containsEntry("accept-encoding", "identity")
        .doesNotContainKeys("cookie", "authorization", "range", "proxy-connection");
  }

  @Test
  void aMirrorThatHasTheFileNotIsFollowedByTheNext() throws Exception {
    server.on("/gone", status(404)).on("/m", file(FILE.content(), "\"a\""));

    fetcher.fetch(
        FILE.at(server.uri("one.test", "/gone"), server.uri("two.test", "/m")), part(), _ -> {});

    assertThat(part()).hasBinaryContent(FILE.content());
  }

  @Test
  void flippedBytesAreDroppedAndTheNextMirrorDeliversFromTheStart() throws Exception {
    var flipped = FILE.content().clone();
    flipped[1234] ^= 1;
    server.on("/flipped", file(flipped, "\"a\"")).on("/m", file(FILE.content(), "\"a\""));

    fetcher.fetch(
        FILE.at(server.uri("one.test", "/flipped"), server.uri("one.test", "/m")), part(), _ -> {});

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests().getLast().headers()).doesNotContainKey("range");
  }

  @Test
  void wrongBytesFromEveryMirrorAreSaidAndNothingIsLeft() {
    var flipped = FILE.content().clone();
    flipped[0] ^= 1;
    server.on("/m", file(flipped, "\"a\""));

    assertThatThrownBy(() -> fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), _ -> {}))
        .isInstanceOf(VerificationFailed.class)
        .hasMessage(
            "The download failed: https://one.test sends other bytes than the catalogue's SHA-256"
                + " promises");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everyMirrorsReasonIsToldWhenNoneDelivers() {
    server.on("/broken", status(503));

    assertThatThrownBy(
            () ->
                fetcher.fetch(
                    FILE.at(server.uri("one.test", "/gone"), server.uri("two.test", "/broken")),
                    part(),
                    _ -> {}))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "The download failed: https://one.test answers with 404; https://two.test answers with"
                + " 503");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileOfAnotherSizeIsRefusedByItsAnnouncement() {
    server.on("/m", file(OTHER.content(), "\"a\""));

    assertThatThrownBy(() -> fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), _ -> {}))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("announces 300,001 bytes instead of 300,000");
  }

  @Test
  void anInterruptionKeepsThePartAndTheNextCallGetsTheRest() throws Exception {
    var halfSent = new CountDownLatch(1);
    server.on(
        "/m",
        (request, out) -> {
          if (request.headers().containsKey("range")) {
            file(FILE.content(), "\"a\"").send(request, out);
            return;
          }
          head(out, "HTTP/1.1 200 OK", "ETag: \"a\"", "Content-Length: " + FILE.bytes());
          out.write(FILE.content(), 0, 100_000);
          out.flush();
          halfSent.countDown();
          server.hang();
        });
    var download = FILE.at(server.uri("one.test", "/m"));
    var first =
        new FutureTask<Boolean>(
            () -> {
              fetcher.fetch(
                  download,
                  part(),
                  bytes -> {
                    if (bytes >= 100_000) {
                      Thread.currentThread().interrupt();
                    }
                  });
              return true;
            });
    Thread.ofPlatform().start(first);
    halfSent.await();
    assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(part()).hasSize(100_000);

    fetcher.fetch(download, part(), _ -> {});

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests().getLast().headers())
        .containsEntry("range", "bytes=100000-")
        .containsEntry("if-range", "\"a\"");
  }

  @Test
  void aFullDiskIsSaid() {
    server.on("/m", file(FILE.content(), "\"a\""));
    try (var disk = SmallDisk.mount(folder, 100)) {
      assertThatThrownBy(
              () ->
                  fetcher.fetch(
                      FILE.at(server.uri("one.test", "/m")), disk.file("m.part"), _ -> {}))
          .isInstanceOf(DiskFull.class);
    }
  }

  @Test
  void aSymbolicLinkInPlaceOfThePartIsNotFollowed() throws Exception {
    server.on("/m", file(FILE.content(), "\"a\""));
    var victim = Files.writeString(folder.resolve("victim"), "untouched");
    Files.createSymbolicLink(part(), victim);

    assertThatThrownBy(() -> fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), _ -> {}))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(victim).hasContent("untouched");
  }
}
