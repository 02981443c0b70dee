package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A packaged node with a folder of videos, asked for jobs.
 *
 * @param folder has {@code media/films/a.mkv} and {@code out}
 */
record JobNodes(RunningNode node, Caller caller, Path folder) implements AutoCloseable {
  private static final String TOKEN = "a-token-for-tests-of-jobs-0123456789";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> FINAL = Set.of("published", "failed", "cancelled");

  /** Starts a node; what {@code settings} say comes on top. */
  static JobNodes start(Path folder, Map<String, String> settings) throws IOException {
    Files.createDirectories(folder.resolve("media/films"));
    Files.createDirectories(folder.resolve("out"));
    var clip = folder.resolve("media/films/a.mkv");
    if (!Files.exists(clip)) {
      Files.copy(TestClips.openGroups(), clip);
    }
    var all = new HashMap<String, String>();
    all.put("API_TOKEN", TOKEN);
    all.put("JELLYSCALE_MEDIA_ROOTS", "media=" + folder.resolve("media"));
    all.put("JELLYSCALE_OUTPUT_ROOT", folder.resolve("out").toString());
    all.putAll(settings);
    var node = RunningNode.start(folder, all);
    return new JobNodes(node, new Caller(node.service(), TOKEN), folder);
  }

  /** A body that asks for a small job, with more members as JSON that begins with a comma. */
  static String body(String output, String more) {
    return """
    {"source": "media:films/a.mkv", "output": "output:%s", "model": "bicubic-x2",
     "encoder": "x264", "preset": "ultrafast"%s}
    """
        .formatted(output, more);
  }

  Caller.Reply ask(String body, String headers) throws IOException {
    return caller.send(
        "POST",
        "/api/v1/jobs",
        "Content-Type: application/json\r\n" + headers,
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks for a small job and returns its id. */
  String asked(String output, String more) throws IOException {
    var reply = ask(body(output, more), "");
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return reply.json().path("id").asText();
  }

  Caller.Reply command(String id, String verb) throws IOException {
    return caller.send("POST", "/api/v1/jobs/" + id + "/" + verb, "", new byte[0]);
  }

  JsonNode job(String id) throws IOException {
    return caller.get("/api/v1/jobs/" + id).json();
  }

  String state(String id) throws IOException {
    return job(id).path("state").asText();
  }

  /** The job when it is finished. */
  JsonNode finished(String id) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!FINAL.contains(state(id))) {
      assertThat(Instant.now()).as(job(id).toString()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
    }
    return job(id);
  }

  @Override
  public void close() {
    node.close();
  }
}
