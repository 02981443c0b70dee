package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Render windows at a packaged node. */
class WindowRoutesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static JobNodes node;

  @BeforeAll
  static void start() throws IOException {
    node = JobNodes.start(folder, Map.of());
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static Caller.Reply put(String name, String body) throws IOException {
    return node.caller()
        .send(
            "PUT",
            "/api/v1/windows/" + name,
            "Content-Type: application/json\r\n",
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static Caller.Reply delete(String name) throws IOException {
    return node.caller().send("DELETE", "/api/v1/windows/" + name, "", new byte[0]);
  }

  /** Closed at this moment and for hours to come. */
  private static String closed() {
    int hour = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 6) % 24;
    return "{\"hours\": \"%02d:00-%02d:30\", \"zone\": \"UTC\"}".formatted(hour, hour);
  }

  private static JsonNode job(String id, String field, String begin) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!node.job(id).path(field).asText().startsWith(begin)) {
      assertThat(Instant.now()).as(node.job(id).toString()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
    }
    return node.job(id);
  }

  @Test
  void aWindowIsMadeChangedAndForgotten() throws IOException {
    assertThat(put("made", "{\"hours\": \"all day\", \"zone\": \"UTC\"}").status()).isEqualTo(201);
    assertThat(node.caller().get("/api/v1/windows/made").text())
        .isEqualTo("{\"name\":\"made\",\"hours\":\"all day\",\"zone\":\"UTC\",\"open\":true}");

    assertThat(put("made", closed()).status()).isEqualTo(200);
    var changed = node.caller().get("/api/v1/windows/made").json();
    assertThat(changed.path("open").asBoolean()).isFalse();
    assertThat(Instant.parse(changed.path("opensAt").asText())).isAfter(Instant.now());
    assertThat(node.caller().get("/api/v1/windows").json().path("items").findValuesAsText("name"))
        .contains("made");

    assertThat(delete("made").status()).isEqualTo(204);
    assertThat(delete("made").status()).isEqualTo(404);
    assertThat(node.caller().get("/api/v1/windows/made").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ok | {\"hours\": \"25:00-26:00\", \"zone\": \"UTC\"} | hours",
        "ok | {\"hours\": \"all day\", \"zone\": \"Europe/Nowhere\"} | zone",
        "ok | {\"hours\": \"all day\"} | zone",
        "ok | {\"rules\": \"all day\"} | rules",
        "-ok | {\"hours\": \"all day\", \"zone\": \"UTC\"} | name",
      })
  void whatIsWrongIsNamedByItsField(String name, String body, String field) throws IOException {
    var reply = put(name, body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @Test
  void aJobWaitsForItsWindowWhichStaysUntilThen() throws IOException {
    put("nights", closed());
    var id = node.asked("windowed.mkv", ", \"window\": \"nights\"");

    var waiting = job(id, "waiting", "Outside its window 'nights' until ");
    assertThat(waiting.path("window").asText()).isEqualTo("nights");
    var refused = delete("nights");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("detail").asText())
        .isEqualTo("The window 'nights' is used by 1 unfinished job");

    put("nights", "{\"hours\": \"all day\", \"zone\": \"UTC\"}");

    assertThat(node.finished(id).path("state").asText()).isEqualTo("published");
    assertThat(delete("nights").status()).isEqualTo(204);
  }
}
