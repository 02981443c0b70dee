package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of requests whose bodies nobody wants: neither a counted connection nor a file. */
class GivenUpBodiesTest {
  private static final int MOST_CONNECTIONS = 20;
  private static final int REFUSED = 1000;
  private static final String CAP = "200000";
  private static final String TOKEN = "a-token-for-tests-of-bodies";
  private static final String FORM =
      "Content-Type: multipart/form-data; boundary=b-0-x\r\nTransfer-Encoding: chunked\r\n";
  private static final String CHUNK = "1000\r\n" + "a".repeat(0x1000) + "\r\n";

  /** Far below the minute that a reader has patience. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var settings =
        Map.of(
            "API_TOKEN", TOKEN,
            "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(MOST_CONNECTIONS),
            "MAX_UPLOAD_BYTES", CAP,
            "MAX_MODEL_UPLOAD_BYTES", CAP);
    node = RunningNode.start(folder, settings);
    caller = new Caller(node.service(), TOKEN);
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void refusedBodiesDoNotFillTheNodeWithConnections() throws IOException {
    var head = "POST /config HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\n";
    for (int i = 0; i < REFUSED; i++) {
      assertThat(caller.exchange(head, bytes("a=b")).status()).isEqualTo(403);
    }

    assertThat(caller.get("/health").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/upscale", "/upscale-hdr", "/upscale-frame", "/models/upload"})
  void ofABodyThatIsCutNoFileIsLeft(String path) throws IOException {
    var begin = "--b-0-x\r\nContent-Disposition: form-data; name=file; filename=a.png\r\n\r\n";
    var body = "%x\r\n%s\r\n".formatted(begin.length(), begin) + CHUNK.repeat(100);

    var reply = caller.exchange(caller.head("POST", path, FORM), bytes(body));

    assertThat(reply.status()).isEqualTo(413);
    new SpoolFolder(folder).awaitNothingNew(Set.of(), AT_ONCE);
  }
}
