package dev.jellyscale.protocol.wire;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends from a thread of its own, in order, so that a thread that may be interrupted never holds
 * the channel, which an interruption would close. Thread-safe.
 *
 * @param <S> what is sent
 */
public final class Outbox<S> implements AutoCloseable {
  /** Far more than one side ever has to say before the other reads. */
  private static final int MOST_WAITING = 1024;

  private final BlockingQueue<S> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final MessageChannel<S, ?> channel;
  private final Thread sender;

  /** Messages that wait or are being sent. */
  private final AtomicInteger unsent = new AtomicInteger();

  /**
   * @param channel stays the caller's; closed if a message cannot be sent
   */
  public Outbox(MessageChannel<S, ?> channel) {
    this.channel = channel;
    sender = Thread.ofPlatform().name("jellyscale-outbox").daemon().start(this::sendAll);
  }

  /**
   * Sends a message after those before it.
   *
   * @throws IllegalStateException if the other side has not read for very long
   */
  public void post(S message) {
    unsent.incrementAndGet();
    if (!waiting.offer(message)) {
      unsent.decrementAndGet();
      throw new IllegalStateException("The other side of the channel does not read");
    }
  }

  /**
   * The same, but by the calling thread where no other message waits: two threads that wake each
   * other take longer than sending. Nobody may interrupt it meanwhile.
   */
  public void send(S message) {
    if (!unsent.compareAndSet(0, 1)) {
      post(message);
      return;
    }
    try {
      channel.send(message);
    } catch (IOException e) {
      closeChannel(e);
    } finally {
      unsent.decrementAndGet();
    }
  }

  private void sendAll() {
    try {
      while (true) {
        channel.send(waiting.take());
        unsent.decrementAndGet();
      }
    } catch (InterruptedException | IOException e) {
      closeChannel(e);
    }
  }

  /** Whoever receives on the channel notices, and is the one to tell. */
  private void closeChannel(Exception reason) {
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Sends nothing more and closes the channel. */
  @Override
  public void close() {
    sender.interrupt();
  }
}
