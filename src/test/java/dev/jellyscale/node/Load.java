package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** How much a node has to do, as it tells itself. */
record Load(Caller caller) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A count that changes. */
  private interface Count {
    int now() throws IOException;
  }

  /** Callers that wait for a renderer. */
  int waiting() throws IOException {
    return sum("jellyscale_queue_waiting{");
  }

  /** Pictures that are finished. */
  int finished() throws IOException {
    return sum("jellyscale_work_total{");
  }

  private int sum(String meter) throws IOException {
    return caller
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(meter))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Commands that renderers work on. */
  int atWork() throws IOException {
    return caller.get("/status").json().get("processing_count").asInt();
  }

  void awaitWaiting(int count) throws IOException {
    await(this::waiting, count, PATIENCE);
  }

  void awaitWaiting(int count, Duration patience) throws IOException {
    await(this::waiting, count, patience);
  }

  void awaitAtWork(int count) throws IOException {
    await(this::atWork, count, PATIENCE);
  }

  private static void await(Count count, int wanted, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    int now = count.now();
    while (now != wanted && System.nanoTime() < deadline) {
      now = count.now();
    }
    assertThat(now).isEqualTo(wanted);
  }

  /** The model is open, and the first renderer has tried what it tries at a start. */
  void awaitReadiness() throws IOException {
    var small = TestPictures.picture("png", 16, 16);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (caller.raw("/upscale-frame", small).status() != 200) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }
}
