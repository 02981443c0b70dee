package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.jobs.notify.Delivery.Result;
import dev.jellyscale.jobs.notify.TargetAddress;
import dev.jellyscale.net.Destinations;
import dev.jellyscale.net.PlainClient;
import dev.jellyscale.net.PlainClient.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends one parcel at a time to one address: no redirects, no cookies, no proxy, and little of the
 * answer is read. May be used by many threads.
 */
final class Sender implements AutoCloseable {
  private static final int MOST_OF_THE_ANSWER = 4096;
  private static final int CONNECTIONS = 25;
  private static final int HUNDRED = 100;
  private static final int SUCCESS = 2;
  private static final int REDIRECTION = 3;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final CloseableHttpClient client;
  private final Duration longest;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notification-deadlines").factory());

  /**
   * @param longest time of a whole try, whatever the target does
   */
  Sender(Destinations destinations, Duration longest) {
    var part = longest.dividedBy(2);
    client = PlainClient.open(destinations, new Patience(part, part), CONNECTIONS);
    this.longest = longest;
  }

  /** Returns when the target has answered, or will not. */
  SendResult send(TargetAddress address, Parcel parcel) {
    var request = new HttpPost(address.uri());
    request.setEntity(new ByteArrayEntity(parcel.body(), parcel.type()));
    // A connection that is kept would be used again without another look at its address.
    request.setHeader("Connection", "close");
    parcel.headers().forEach(request::setHeader);
    var late = new AtomicBoolean();
    var deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            longest.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return answer(address, request);
    } catch (IOException e) {
      var reason = late.get() ? "did not answer in time" : PlainClient.reason(e);
      return SendResult.silent(address.shown() + " " + reason);
    } finally {
      deadline.cancel(false);
      // A rest of the answer is not read, since it may have no end.
      request.cancel();
    }
  }

  private SendResult answer(TargetAddress address, HttpPost request) throws IOException {
    var scheme = address.isPlain() ? "http" : "https";
    var target = new HttpHost(scheme, address.host(), address.port());
    // Closing it would read the rest of the body; the request is cancelled instead.
    var response = client.executeOpen(target, request, null);
    int status = response.getCode();
    skip(response);
    var result = new Result(OptionalInt.of(status), problem(address, status));
    return new SendResult(result, wish(response));
  }

  private static void skip(ClassicHttpResponse response) {
    var entity = response.getEntity();
    if (entity == null) {
      return;
    }
    try {
      var body = entity.getContent();
      int left = MOST_OF_THE_ANSWER;
      for (int count = 0; count >= 0 && left > 0; left -= count) {
        count = body.read(new byte[left]);
      }
    } catch (IOException _) {
      // The status is here, and it is all that counts.
    }
  }

  private static Optional<String> problem(TargetAddress address, int status) {
    return switch (status / HUNDRED) {
      case SUCCESS -> Optional.empty();
      case REDIRECTION ->
          Optional.of(
              "%s redirects (%d), which is not followed".formatted(address.shown(), status));
      default -> Optional.of("%s answers with %d".formatted(address.shown(), status));
    };
  }

  private static Optional<Duration> wish(ClassicHttpResponse response) {
    return Optional.ofNullable(response.getFirstHeader("Retry-After"))
        .map(header -> String.valueOf(header.getValue()).strip())
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
