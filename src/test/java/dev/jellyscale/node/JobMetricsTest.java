package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.notify.send.Receiver;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of jobs at a packaged node. */
class JobMetricsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void jobsTheirSegmentsAndNotificationsAreCounted() throws Exception {
    try (var receiver = Receiver.http();
        var node = JobNodes.start(folder, Map.of("JELLYSCALE_WEBHOOK_PRIVATE", "localhost"))) {
      tellOfPublishedJobs(node, receiver);

      node.finished(node.asked("counted.mkv", ", \"framesPerSegment\": 1000"));

      awaitLine(node, "jellyscale_notifications_total{result=\"delivered\"} 1.0");
      assertThat(lines(node))
          .contains(
              "jellyscale_jobs{state=\"published\"} 1.0",
              "jellyscale_jobs{state=\"queued\"} 0.0",
              "jellyscale_job_segments_total{model=\"bicubic-x2\",result=\"done\"} 1.0",
              "jellyscale_job_frames_total{model=\"bicubic-x2\"} " + (double) TestClips.FRAMES,
              "jellyscale_job_wait_seconds_count 1.0");
    }
  }

  private static void tellOfPublishedJobs(JobNodes node, Receiver receiver) throws IOException {
    var body =
        """
        {"kind": "webhook", "url": "%s", "secret": "a-signing-key-of-tests-0123",
         "events": ["job.published"]}
        """
            .formatted(receiver.url("localhost", "/"));
    var reply =
        node.caller()
            .send(
                "PUT",
                "/api/v1/notifications/films",
                "Content-Type: application/json\r\n",
                body.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  private static void awaitLine(JobNodes node, String line) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!lines(node).contains(line)) {
      assertThat(Instant.now()).as(line + " in " + lines(node)).isBefore(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** Without the comma that the format allows behind the last label. */
  private static List<String> lines(JobNodes node) throws IOException {
    return node.caller().get("/metrics").text().replace(",}", "}").lines().toList();
  }
}
