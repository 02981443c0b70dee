package dev.jellyscale.models.fetch;

import static dev.jellyscale.models.fetch.TlsServer.file;
import static dev.jellyscale.models.fetch.TlsServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.models.fetch.TlsServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final TestFile FILE = TestFile.of(300_000);
  private static final int SENT = 120_000;

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

  private void fetch() throws InterruptedException {
    fetcher.fetch(FILE.at(server.uri("one.test", "/m")), part(), _ -> {});
  }

  /** Breaks the first answer off, and answers the following requests as told. */
  private void breakOff(String tag, Reply afterwards) {
    server.on(
        "/m",
        (request, out) -> {
          if (server.requests().size() > 1) {
            afterwards.send(request, out);
            return;
          }
          head(out, "HTTP/1.1 200 OK", "ETag: " + tag, "Content-Length: " + FILE.bytes());
          out.write(FILE.content(), 0, SENT);
        });
  }

  @Test
  void aServerThatBreaksOffIsAskedForTheRest() throws Exception {
    breakOff("\"a\"", file(FILE.content(), "\"a\""));

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getLast().headers())
        .containsEntry("range", "bytes=" + SENT + "-")
        .containsEntry("if-range", "\"a\"");
  }

  @Test
  void aServerThatIgnoresRangesSendsTheWholeFileOnceMore() throws Exception {
    breakOff(
        "\"a\"",
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: " + FILE.bytes());
          out.write(FILE.content());
        });

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aRestOfAnotherVersionIsNotAppended() throws Exception {
    breakOff("\"a\"", partialOnce("\"b\"", "bytes 120000-299999/300000"));

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().getLast().headers()).doesNotContainKey("range");
  }

  @Test
  void aRestThatBeginsElsewhereIsNotAppended() throws Exception {
    breakOff("\"a\"", partialOnce("\"a\"", "bytes 110000-299999/300000"));

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aRangeThatCannotBeSatisfiedIsForgotten() throws Exception {
    breakOff(
        "\"a\"",
        (request, out) -> {
          if (request.headers().containsKey("range")) {
            TlsServer.status(416).send(request, out);
          } else {
            file(FILE.content(), "\"a\"").send(request, out);
          }
        });

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
  }

  private static Reply partialOnce(String tag, String range) {
    return (request, out) -> {
      if (!request.headers().containsKey("range")) {
        file(FILE.content(), "\"b\"").send(request, out);
        return;
      }
      head(out, "HTTP/1.1 206 Partial Content", "ETag: " + tag, "Content-Range: " + range);
      out.write(FILE.content(), SENT, FILE.bytes() - SENT);
    };
  }

  @Test
  void withoutAStrongTagTheFileIsAskedForFromItsStart() throws Exception {
    breakOff("W/\"a\"", file(FILE.content(), "W/\"a\""));

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests().getLast().headers()).doesNotContainKey("range");
  }

  @Test
  void aServerThatAlwaysBreaksOffAtTheSameByteIsGivenUp() {
    server.on(
        "/m",
        (_, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: " + FILE.bytes());
          out.write(FILE.content(), 0, SENT);
        });

    assertThatThrownBy(this::fetch)
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "The download failed: https://one.test broke off after 120,000 of 300,000 bytes");
    assertThat(server.requests()).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void bytesOfUnknownOriginAreDropped() throws Exception {
    server.on("/m", file(FILE.content(), "\"a\""));
    Files.write(part(), new byte[5000]);

    fetch();

    assertThat(part()).hasBinaryContent(FILE.content());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anEndlessSequenceOfSmallBitesIsGivenUp() {
    server.on(
        "/m",
        (request, out) -> {
          var range = request.headers().getOrDefault("range", "0");
          int from = Integer.parseInt(range.replaceAll("\\D", ""));
          head(
              out,
              from == 0 ? "HTTP/1.1 200 OK" : "HTTP/1.1 206 Partial Content",
              "ETag: \"a\"",
              "Content-Range: bytes %d-299999/300000".formatted(from),
              "Content-Length: " + (FILE.bytes() - from));
          out.write(FILE.content(), from, 10);
        });

    assertThatThrownBy(this::fetch).isInstanceOf(Unavailable.class);
    assertThat(server.requests()).hasSize(TestLimits.CALM.attempts());
  }
}
