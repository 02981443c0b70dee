package dev.jellyscale.models.install;

import static dev.jellyscale.models.install.TestEntries.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.models.fetch.FetchPolicy;
import dev.jellyscale.models.fetch.Fetcher;
import dev.jellyscale.models.fetch.TestFile;
import dev.jellyscale.models.fetch.TestLimits;
import dev.jellyscale.models.fetch.TestTls;
import dev.jellyscale.models.fetch.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KilledInstallTest {
  private static final TestFile FILE = TestFile.of(200_000);

  @TempDir Path folder;

  /** Installs {@link #FILE} into a folder, in a process of its own. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      var root = Path.of(arguments[0]);
      var policy =
          new FetchPolicy(
              Set.copyOf(TestTls.HOSTS),
              Integer.parseInt(arguments[1]),
              Set.of(InetAddress.getLoopbackAddress()),
              _ -> List.of(InetAddress.getLoopbackAddress()),
              Optional.of(TestTls.client(Files.readAllBytes(Path.of(arguments[2])))),
              TestLimits.CALM);
      new Fetcher(policy)
          .fetch(
              FILE.at(URI.create("https://one.test:" + arguments[1] + "/m")),
              ModelFolder.open(root).part(ID),
              bytes -> System.out.println(bytes));
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextWhichInstallsTheModel() throws Exception {
    try (var server = new TlsServer()) {
      server.on(
          "/m",
          (_, out) -> {
            TlsServer.head(out, "HTTP/1.1 200 OK", "Content-Length: " + FILE.bytes());
            out.write(FILE.content(), 0, 90_000);
            out.flush();
            server.hang();
          });
      var root = folder.resolve("models");
      killWhenHalfIsThere(root, server.port());
      assertThat(root.resolve("their-x2/model.onnx.part")).isNotEmptyFile();
      server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

      var models = ModelFolder.open(root);
      assertThat(root).isEmptyDirectory();
      new Installer(
              models,
              new Fetcher(server.policy()),
              new Acceptance((_, _) -> {}, new PretendCommands()))
          .install(TestEntries.entry(FILE, URI.create("https://one.test/m")), _ -> {});

      assertThat(models.file(ID)).hasBinaryContent(FILE.content());
      assertThat(server.requests().getLast().headers()).doesNotContainKey("range");
    }
  }

  private void killWhenHalfIsThere(Path root, int port) throws IOException, InterruptedException {
    var certificate = Files.write(folder.resolve("server.der"), TestTls.certificate());
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                root.toString(),
                String.valueOf(port),
                certificate.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = child.inputReader()) {
      var line = output.readLine();
      while (line != null && !line.equals("90000")) {
        line = output.readLine();
      }
      assertThat(line).isEqualTo("90000");
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
