package dev.jellyscale.jellyfin.call;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.net.AddressRefused;
import dev.jellyscale.net.Destinations;
import dev.jellyscale.net.HostResolver;
import dev.jellyscale.net.PlainClient;
import dev.jellyscale.net.PlainClient.Patience;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Calls one server: no redirects, no cookies, no retries; all of an answer is read, and none that
 * is too large or too late. May be used by many threads, best by virtual ones, since it blocks.
 */
public final class Upstream implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Calls at once that find out who somebody is. */
  private static final int WHO = 4;

  /** Other calls at once. */
  private static final int WHAT = 8;

  private static final int REDIRECTION = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final HttpHost host;
  private final String base;
  private final Terms terms;
  private final CloseableHttpClient client;
  private final Lane identity;
  private final Lane content;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("jellyfin-deadlines").factory());

  /**
   * What a call is for. Neither an item that the server fails on nor a crowd that asks for items
   * keeps people out.
   */
  public enum Purpose {
    /** To find out who somebody is. */
    IDENTITY,
    /** Anything else. */
    CONTENT
  }

  /**
   * When the server counts as gone.
   *
   * @param failures in a row
   * @param rest before it is tried again; also what callers are told to wait
   * @param patience usual time from a call to the last byte of its answer
   */
  public record Terms(int failures, Duration rest, Duration patience) {
    /** Five; 5 s; 5 s. */
    public static final Terms USUAL = new Terms(5, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  /** Makes sense of an answer. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * The answer's meaning.
     *
     * @throws Nonsense if it has none
     */
    T read(Reply reply) throws Nonsense;
  }

  /**
   * Connects to nothing yet.
   *
   * @param url of the server, without a slash at its end; whoever set it may reach what he likes
   */
  public Upstream(URI url, Terms terms) {
    host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    base = url.getRawPath() == null ? "" : url.getRawPath();
    this.terms = terms;
    client =
        PlainClient.open(
            new Destinations(HostResolver.ofSystem(), (_, _) -> true, Optional.empty()),
            new Patience(CONNECT, terms.patience().multipliedBy(Bound.PICTURE.patience())),
            WHO + WHAT);
    identity = lane(WHO);
    content = lane(WHAT);
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private Lane lane(int width) {
    return new Lane(width, new Breaker(terms.failures(), terms.rest()), terms.patience());
  }

  /**
   * Asks, and waits for the answer's meaning, whose time runs from when there is a place among the
   * calls for the same purpose.
   *
   * @throws Unavailable with the time after which to try again, if there is none
   */
  public <T> T ask(Purpose purpose, Call call, Reader<T> reader) {
    var lane =
        switch (purpose) {
          case IDENTITY -> identity;
          case CONTENT -> content;
        };
    try {
      return lane.call(() -> reader.read(reply(call)));
    } catch (Nonsense e) {
      throw unavailable(e.reason());
    }
  }

  private Unavailable unavailable(String reason) {
    return Unavailable.until("Jellyfin " + reason, terms.rest());
  }

  private Reply reply(Call call) throws Nonsense {
    var request = request(call);
    var late = new AtomicBoolean();
    var deadline =
        deadline(
            call,
            () -> {
              late.set(true);
              request.cancel();
            });
    try {
      // Closing it would read the rest of the body; the request is cancelled instead.
      return read(client.executeOpen(host, request, null), call.bound());
    } catch (IOException | RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Unavailable("The wait for Jellyfin was interrupted", null);
      }
      throw Nonsense.counting(late.get() ? "did not answer in time" : reason(e));
    } finally {
      deadline.cancel(false);
      request.cancel();
    }
  }

  private Future<?> deadline(Call call, Runnable end) {
    try {
      return deadlines.schedule(
          end,
          terms.patience().multipliedBy(call.bound().patience()).toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new Unavailable("The node is stopping", e);
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      // Its message is the library's, and may tell more than callers should read.
      case SSLException _ -> "cannot prove who it is (TLS)";
      case AddressRefused _ -> "is not reached";
      case IOException failure -> PlainClient.reason(failure);
      default -> "does not speak HTTP";
    };
  }

  private HttpUriRequestBase request(Call call) {
    var request = new HttpUriRequestBase(call.method(), URI.create(base + call.target()));
    // A connection that is kept may be gone when it is used again, and nothing is tried twice.
    request.setHeader("Connection", "close");
    // A picture whose kind is not named here is made into another one for us.
    request.setHeader(
        "Accept", "application/json, image/webp, image/png, image/jpeg, image/gif, image/*");
    call.authorization().ifPresent(value -> request.setHeader("Authorization", value));
    call.body()
        .ifPresent(
            body ->
                request.setEntity(
                    new ByteArrayEntity(body.bytes(), ContentType.parse(body.type()))));
    return request;
  }

  private static Reply read(ClassicHttpResponse response, Bound bound)
      throws IOException, Nonsense {
    int status = response.getCode();
    if (status >= REDIRECTION && status < CLIENT_ERROR) {
      throw Nonsense.counting("redirects (" + status + "), which is not followed");
    }
    if (status >= SERVER_ERROR) {
      throw Nonsense.status(status);
    }
    var entity = response.getEntity();
    if (entity == null) {
      return new Reply(status, Optional.empty(), new byte[0]);
    }
    var bytes = entity.getContent().readNBytes(bound.bytes() + 1);
    if (bytes.length > bound.bytes()) {
      throw Nonsense.counting("answers with more than " + bound.bytes() + " bytes");
    }
    return new Reply(status, Optional.ofNullable(entity.getContentType()), bytes);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
