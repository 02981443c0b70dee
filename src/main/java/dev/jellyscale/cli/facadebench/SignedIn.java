package dev.jellyscale.cli.facadebench;

import dev.jellyscale.cli.service.BenchNode;
import dev.jellyscale.cli.service.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Users who ask by the clock, each over a connection of his own: for the models at every full
 * second of his, and for a recommendation at every half. A time begins when the question is due, so
 * that a late answer makes the next one late too.
 */
final class SignedIn {
  static final String MODELS = "/Upscaler/models";
  static final String RECOMMENDATION =
      "/Upscaler/recommend-model?genres=Animation&width=1280&height=720&isBatch=true";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final BenchNode.Place node;
  private final List<String> headers;
  private final Map<String, List<Long>> nanos = new TreeMap<>();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private int lost;

  /**
   * @param headers one for each user
   */
  SignedIn(BenchNode.Place node, List<String> headers) {
    this.node = node;
    this.headers = headers;
  }

  /**
   * Lets all of them ask.
   *
   * @param warmUp seconds whose times do not count
   * @param seconds whose times count
   */
  void run(int warmUp, int seconds) throws InterruptedException {
    long begin = System.nanoTime() + SECOND;
    var running = new CountDownLatch(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      var header = headers.get(i);
      long first = begin + SECOND * i / headers.size();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  ask(header, first, warmUp, seconds);
                } catch (InterruptedException _) {
                  lost();
                } finally {
                  running.countDown();
                }
              });
    }
    running.await();
  }

  private void ask(String header, long first, int warmUp, int seconds) throws InterruptedException {
    try (var connection = new Connection(node)) {
      for (int second = 0; second < warmUp + seconds; second++) {
        long due = first + second * SECOND;
        ask(connection, MODELS, header, due, second >= warmUp);
        ask(connection, RECOMMENDATION, header, due + SECOND / 2, second >= warmUp);
      }
    } catch (IOException _) {
      lost();
    }
  }

  private void ask(Connection connection, String path, String header, long due, boolean counts)
      throws IOException, InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
    int status = connection.send(request(node, path, header)).status();
    if (counts) {
      count(path, status, System.nanoTime() - due);
    }
  }

  static byte[] request(BenchNode.Place node, String path, String header) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
        .formatted(path, node.service().getAuthority(), header)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private synchronized void count(String path, int status, long time) {
    answers.merge(status, 1, Integer::sum);
    nanos.computeIfAbsent(path.split("[?]", 2)[0], _ -> new ArrayList<>()).add(time);
  }

  private synchronized void lost() {
    lost++;
  }

  /** By path. */
  synchronized Map<String, Times> times() {
    var times = new TreeMap<String, Times>();
    nanos.forEach((path, all) -> times.put(path, Times.of(all)));
    return times;
  }

  /** How many of each status. */
  synchronized Map<Integer, Integer> answers() {
    return new TreeMap<>(answers);
  }

  /** Users whose connection broke. */
  synchronized int brokenOff() {
    return lost;
  }
}
