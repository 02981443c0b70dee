package dev.jellyscale.api.access;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not tell how long its body is: every byte is counted before anybody else sees
 * it, whoever reads and however. Like the request below it, it is paused until somebody wants data.
 */
final class CountedRequest extends HttpServerRequestWrapper {
  private final long cap;
  private final Runnable over;
  private @Nullable Handler<Buffer> reader;
  private @Nullable Handler<Throwable> mourner;
  private @Nullable Throwable failure;
  private boolean steered;
  private long bytes;

  /**
   * Begins to count.
   *
   * @param cap bytes that may come
   * @param over is run once, when more have come; nothing is handed on from then on, and who reads
   *     is told that the body failed
   */
  CountedRequest(HttpServerRequestInternal request, long cap, Runnable over) {
    super(request);
    this.cap = cap;
    this.over = over;
    delegate.pause();
    delegate.handler(this::count);
    delegate.exceptionHandler(this::mourn);
  }

  private void count(Buffer data) {
    boolean was = bytes > cap;
    bytes += data.length();
    if (bytes > cap) {
      if (!was) {
        giveUp();
      }
    } else if (reader != null) {
      reader.handle(data);
    }
  }

  /** Who reads would else wait for the rest until he has no patience left. */
  private void giveUp() {
    var told = mourner();
    over.run(); // Puts other handlers in place.
    if (told != null) {
      told.handle(new IOException("The body has more than " + cap + " bytes"));
    }
  }

  private synchronized @Nullable Handler<Throwable> mourner() {
    return mourner;
  }

  private void mourn(Throwable why) {
    Handler<Throwable> told;
    synchronized (this) {
      failure = why;
      told = mourner;
    }
    if (told != null) {
      told.handle(why);
    }
  }

  private void start() {
    if (!steered) {
      delegate.resume();
    }
  }

  @Override
  public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
    reader = handler;
    start();
    return this;
  }

  @Override
  public HttpServerRequest endHandler(Handler<Void> handler) {
    delegate.endHandler(handler);
    start();
    return this;
  }

  /** Who asks when the body has failed already is told at once; else he would wait for its rest. */
  @Override
  public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
    Throwable earlier;
    synchronized (this) {
      mourner = handler;
      earlier = failure;
    }
    if (handler != null && earlier != null) {
      handler.handle(earlier);
    }
    return this;
  }

  @Override
  public HttpServerRequest pause() {
    steered = true;
    delegate.pause();
    return this;
  }

  @Override
  public HttpServerRequest resume() {
    steered = true;
    delegate.resume();
    return this;
  }

  @Override
  public HttpServerRequest fetch(long amount) {
    steered = true;
    delegate.fetch(amount);
    return this;
  }
}
