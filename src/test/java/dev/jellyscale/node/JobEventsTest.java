package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs as a packaged node tells it while it happens. */
class JobEventsTest {
  private static final String ALL = "/api/v1/jobs/events";

  @TempDir Path folder;

  /** Numbers of all changes by the pages of the job's history. */
  private static List<String> history(JobNodes node, String id) throws IOException {
    var items = node.caller().get("/api/v1/jobs/" + id + "/history?limit=200").json();
    return StreamSupport.stream(items.path("items").spliterator(), false)
        .map(entry -> entry.path("number").asText())
        .toList();
  }

  private static List<String> ids(EventReader reader) {
    return reader.seen().stream()
        .filter(event -> event.name().equals("state") || event.name().equals("segment"))
        .map(EventReader.Event::id)
        .toList();
  }

  @Test
  void everyChangeIsToldOnceWhateverBreaksInBetween() throws Exception {
    var heard = new ArrayList<String>();
    String id;
    String last;
    try (var node = JobNodes.start(folder, Map.of())) {
      try (var events = new EventReader(node.caller(), ALL, "")) {
        assertThat(events.head())
            .anyMatch(line -> line.startsWith("Content-Type: text/event-stream"))
            .contains("X-Accel-Buffering: no", "Cache-Control: no-store");
        assertThat(events.next().name()).isEqualTo(":");
        id = node.asked("told.mkv", ", \"framesPerSegment\": 6");
        events.until("segment", "\"to\":\"done\"");
        heard.addAll(ids(events));
        last = events.lastId();
      }
      node.finished(id);
      assertThat(node.node().stop()).isIn(0, 143);
    }
    try (var node = JobNodes.start(folder, Map.of());
        var events = new EventReader(node.caller(), ALL, "Last-Event-ID: " + last + "\r\n")) {
      var end = events.until("state", "\"to\":\"published\"");
      heard.addAll(ids(events));

      assertThat(end.json().path("job").asText()).isEqualTo(id);
      assertThat(heard).isEqualTo(history(node, id));
    }
  }

  @Test
  void aJobsOwnStreamTellsItsProgressAndOfNoOther() throws Exception {
    try (var node = JobNodes.start(folder, Map.of())) {
      node.caller().send("POST", "/api/v1/queue/pause", "", new byte[0]);
      var other = node.asked("other.mkv", ", \"framesPerSegment\": 20");
      var id = node.asked("own.mkv", ", \"framesPerSegment\": 20");
      try (var events = new EventReader(node.caller(), "/api/v1/jobs/" + id + "/events", "")) {
        events.next();
        node.caller().send("POST", "/api/v1/queue/resume", "", new byte[0]);
        events.until("state", "\"to\":\"published\"");

        assertThat(events.seen())
            .filteredOn(event -> !event.name().equals(":"))
            .allMatch(event -> event.data().contains(id) && !event.data().contains(other));
        assertThat(events.seen())
            .filteredOn(event -> event.name().equals("progress"))
            .allMatch(event -> event.id().isEmpty() && event.data().contains("\"frames\":60"));
      }
      node.finished(other);
    }
  }

  @Test
  void whoHasHeardNothingYetMissesNothingEither() throws Exception {
    try (var node = JobNodes.start(folder, Map.of())) {
      node.caller().send("POST", "/api/v1/queue/pause", "", new byte[0]);
      var id = node.asked("early.mkv", "");
      try (var events = new EventReader(node.caller(), ALL, "Last-Event-ID: 0\r\n")) {
        assertThat(events.until("state", id).json().path("to").asText()).isEqualTo("queued");
      }
    }
  }

  @Test
  void aStreamEndsWithTheTokenOfItsCaller() throws Exception {
    var settings = Map.of("JELLYSCALE_LOG_HEARTBEAT", "PT0.2S");
    try (var node = JobNodes.start(folder, settings)) {
      var made = node.caller().encoded("/auth/tokens", "name=watcher&scopes=jobs").json();
      var watcher = new Caller(node.node().service(), made.path("token").asText());
      try (var events = new EventReader(watcher, ALL, "")) {
        events.until(":", "heartbeat");
        node.caller().delete("/auth/tokens/" + made.at("/info/id").asText());

        assertThatThrownBy(() -> events.until("state", "never")).isInstanceOf(EOFException.class);
      }
    }
  }
}
