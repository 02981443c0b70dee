package dev.jellyscale.cli.service;

import dev.jellyscale.cli.service.ServiceReport.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Callers who send frames at the same time, each over a connection of its own and each the next one
 * when it has the answer. Who is refused comes again when the refusal says.
 */
final class Crowd {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final BenchNode.Place node;
  private final List<byte[]> frames;
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private int withoutRetry;
  private int lost;
  private double longestMillis;
  private double longestWaitMillis;

  Crowd(BenchNode.Place node, List<byte[]> pictures) {
    this.node = node;
    frames =
        pictures.stream()
            .map(picture -> Connection.request(node, "/upscale-frame", "image/jpeg", picture))
            .toList();
  }

  Together run(int clients, int seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var all = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  call(number, end);
                  return true;
                }));
      }
      for (var one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("A client failed", e.getCause());
    }
    return new Together(
        clients, seconds, answers, withoutRetry, lost, longestMillis, longestWaitMillis);
  }

  private void call(int first, long end) throws InterruptedException {
    @Nullable Connection connection = null;
    for (int i = first; System.nanoTime() < end; i++) {
      try {
        connection = connection == null ? new Connection(node) : connection;
        connection = sent(connection, frames.get(i % frames.size()), end);
      } catch (IOException e) {
        lost();
        connection = null;
      }
    }
    close(connection);
  }

  private static void close(@Nullable Connection connection) {
    try (connection) {
      // Nothing is left to be said.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Connection sent(Connection connection, byte[] frame, long end)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var reply = connection.send(frame);
    count(reply, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND);
    var retry = reply.headers().get("retry-after");
    if (retry != null) {
      pause(Long.parseLong(retry), end);
    }
    if (reply.closes()) {
      connection.close();
      return null;
    }
    return connection;
  }

  private static void pause(long seconds, long end) throws InterruptedException {
    long left = Math.min(TimeUnit.SECONDS.toNanos(seconds), end - System.nanoTime());
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private synchronized void count(Connection.Reply reply, double millis) {
    answers.merge(reply.status(), 1, Integer::sum);
    boolean made = reply.status() == 200;
    if (!made && !reply.headers().containsKey("retry-after")) {
      withoutRetry++;
    }
    longestMillis = Math.max(longestMillis, millis);
    double wait = made ? millis - ServerTimes.of(reply).of("renderer") : millis;
    longestWaitMillis = Math.max(longestWaitMillis, wait);
  }

  private synchronized void lost() {
    lost++;
  }
}
