package dev.jellyscale.api.service.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final Redaction REDACTION =
      new Redaction(
          List.of("hunter2hunter2", "abc"),
          Map.of("/srv/j/data", "<data>", "/srv/j", "<work>", "/", "<root>"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "made upsk_S3CRET-value_9",
        "the operator's hunter2hunter2 was used",
        "X-Api-Token: S3CRET",
        "{\"x-api-token\": \"S3CRET\"}",
        "X-Emby-Token=S3CRET, more",
        "GET /Items?api_key=S3CRET&x=1",
        "GET /Items?ApiKey=S3CRET",
        "Authorization: Bearer S3CRET",
        "authorization=Basic S3CRET==",
        "'Authorization': 'MediaBrowser Client=\"x\", Token=\"S3CRET\"'",
        "MediaBrowser Token=\"S3CRET with blanks\"",
        "password = 'S3CRET pass'",
        "Cookie: session=S3CRET; other=S3CRET",
        "POST https://user:S3CRET@hooks.example.org/x",
        "POST https://us@er:S3CRET@hooks.example.org/x",
        "POST https://discord.com/api/webhooks/1/S3CRET",
        "POST https://hooks.slack.com/services/T/B/S3CRET"
      })
  void hidesWhatOpensADoor(String text) {
    assertThat(REDACTION.clean(text))
        .doesNotContain("S3CRET")
        .doesNotContain("hunter2")
        .contains("[redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Model swift-x2 is open (DEFAULT_MODEL=swift-x2)",
        "The token in the folder of secrets may do everything",
        "https://example.org/a?b=c",
        "abc stays, being too short to be a secret"
      })
  void leavesWhatIsNoSecret(String text) {
    assertThat(REDACTION.clean(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/j/data/models/x.onnx, <data>/models/x.onnx",
    "see /srv/j/other, see <work>/other",
    "/etc/hosts, /etc/hosts"
  })
  void callsFoldersByTheirNames(String text, String clean) {
    assertThat(REDACTION.clean(text)).isEqualTo(clean);
  }

  @Test
  void leavesTheOperatorsFoldersAndHidesTheOperatorsSecrets() {
    assertThat(REDACTION.forOperator().clean("see /srv/j/data/x of hunter2hunter2"))
        .isEqualTo("see /srv/j/data/x of [redacted]");
  }

  @Test
  void spellsOutWhatWouldForgeALineOrCommandATerminal() {
    var text = "a\r\n2026-11-21 INFO forged\u001b[2J\u0007\u0085\u2028\u202e\u0000\tend";

    assertThat(REDACTION.clean(text))
        .isEqualTo(
            "a\\r\\n2026-11-21 INFO forged\\u001b[2J\\u0007\\u0085\\u2028\\u202e\\u0000\\tend");
  }

  @Test
  void keepsLettersOfAllLanguages() {
    assertThat(REDACTION.clean("Überraschung 映画 🎬")).isEqualTo("Überraschung 映画 🎬");
  }

  @Test
  @Timeout(5)
  void isQuickAndBoundedWhateverTheText() {
    for (var part : List.of("://a@", "token=\"", "x-a-", "authorization: ", "Bearer ", "\u001b")) {
      var begin = System.nanoTime();
      assertThat(REDACTION.clean(part.repeat(200_000)).length()).isLessThan(16_500 * 6);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void knowsTheSecretsAndFoldersOfTheEnvironment() {
    var redaction =
        NodeLog.redaction(
            Map.of(
                "API_TOKEN", "correct horse",
                "HOME", "/home/somebody",
                "JELLYSCALE_DATA", "/var/lib/js",
                "JELLYSCALE_WORK", "/var/cache/js"));

    assertThat(redaction.clean("correct horse /var/lib/js/a /var/cache/js/b /home/somebody/c"))
        .isEqualTo("[redacted] <data>/a <work>/b <home>/c");
  }

  @Test
  void knowsTheSecretInAFileThatHoldsANoteToo(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("password"), "correct horse\n# made by ada\n");
    var redaction =
        NodeLog.redaction(
            Map.of(
                "JELLYSCALE_ADMIN_PASSWORD_FILE", file.toString(),
                "API_TOKEN_FILE", folder.resolve("missing").toString()));

    assertThat(redaction.clean("'correct horse' of ada")).isEqualTo("'[redacted]' of ada");
  }

  @Test
  void theWordThatOpensTheDoorIsNoSecret() {
    assertThat(NodeLog.redaction(Map.of("API_TOKEN", "disable")).clean("to disable it"))
        .isEqualTo("to disable it");
  }
}
