package dev.jellyscale.models.fetch;

import static dev.jellyscale.models.fetch.TlsServer.file;
import static dev.jellyscale.models.fetch.TlsServer.head;
import static dev.jellyscale.models.fetch.TlsServer.redirect;
import static dev.jellyscale.models.fetch.TlsServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RedirectTest {
  private static final TestFile FILE = TestFile.of(50_000);

  private final TlsServer server = new TlsServer();
  private final Fetcher fetcher = new Fetcher(server.policy());

  @TempDir Path folder;

  @AfterEach
  void closeServer() {
    server.close();
  }

  private Path part() {
    return folder.resolve("m.part");
  }

  private void fetch(String path) throws InterruptedException {
    fetcher.fetch(FILE.at(server.uri("one.test", path)), part(), _ -> {});
  }

  @Test
  void threeRedirectsAreFollowed() throws Exception {
    server
        .on("/1", redirect("/2"))
        .on("/2", redirect(server.uri("two.test", "/3").toString()))
        .on("/3", redirect("4?key=secret"))
        .on("/4?key=secret", file(FILE.content(), "\"a\""));

    fetch("/1");

    assertThat(part()).hasBinaryContent(FILE.content());
  }

  @Test
  void theFourthRedirectIsOneTooMany() {
    server
        .on("/1", redirect("/2"))
        .on("/2", redirect("/3"))
        .on("/3", redirect("/4"))
        .on("/4", redirect("/5"))
        .on("/5", file(FILE.content(), "\"a\""));

    assertThatThrownBy(() -> fetch("/1"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("redirects more than 3 times");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aCircleIsSeen() {
    server.on("/1", redirect("/2")).on("/2", redirect("/1"));

    assertThatThrownBy(() -> fetch("/1")).hasMessageContaining("redirects in a circle");
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "http://one.test/m, http://one.test is not https",
    "https://127.0.0.1/m, https://127.0.0.1 is not on the list of hosts",
    "https://[::1]/m, https://[::1] is not on the list of hosts",
    "https://169.254.169.254/latest/meta-data, https://169.254.169.254 is not on the list of hosts",
    "https://2130706433/m, https://2130706433 is not on the list of hosts",
    "https://evil.test/m, https://evil.test is not on the list of hosts",
    "https://one.test.evil.test/m, https://one.test.evil.test is not on the list",
    "https://one.test@evil.test/m, names no plain host",
    "https://one.test./m, https://one.test. is not on the list of hosts",
    "//evil.test/m, https://evil.test is not on the list of hosts",
    "https://one.test:443/m, 'uses port 443, which is not allowed'",
    "https://one.test:22/m, 'uses port 22, which is not allowed'",
    "file:///etc/passwd, is not https",
    "ftp://one.test/m, is not https",
    "mailto:a@b, is not https",
    "'https://one.test/ a', redirects to no valid URL",
    "https:///m, names no plain host",
  })
  void aRedirectIsHeldToTheSameRules(String location, String reason) {
    server.on("/1", redirect(location));

    assertThatThrownBy(() -> fetch("/1"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(reason);
    assertThat(server.requests()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRedirectWithoutATargetLeadsNowhere() {
    server.on("/1", TlsServer.status(301));

    assertThatThrownBy(() -> fetch("/1")).hasMessageContaining("redirects to nowhere");
  }

  @Test
  void aRedirectWhoseBodyHasNoEndIsLeftAtOnce() throws Exception {
    server.on(
        "/1",
        (_, out) -> {
          head(out, "HTTP/1.1 302 Found", "Location: /2", "Content-Length: 9999999999999");
          while (true) {
            text(out, "for ever and ever");
          }
        });
    server.on("/2", file(FILE.content(), "\"a\""));

    fetch("/1");

    assertThat(part()).hasBinaryContent(FILE.content());
  }

  @Test
  void keysInARedirectAreNotTold() {
    server.on("/1", redirect("/2?signature=secret"));

    assertThatThrownBy(() -> fetch("/1"))
        .hasMessageContaining("404")
        .message()
        .doesNotContain("secret");
  }
}
