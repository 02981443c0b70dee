package dev.jellyscale.engine.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A graph that is open on a device. Any thread may call any method at any time; several runs may be
 * in flight. Closing waits for them, because ONNX Runtime takes the process down when a session is
 * closed under a run.
 */
public final class PlaneSession implements AutoCloseable {
  private final PlaneGraph graph;
  private final SessionOptions options;
  private final OrtSession session;
  private final RunOptions runOptions;
  private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();

  /**
   * Guards the terminate flag alone: {@link #cancel} must reach it also while {@link #close} waits
   * for the runs.
   */
  private final Object termination = new Object();

  private volatile boolean cancelled;
  private volatile boolean closed;

  /**
   * Opens a graph.
   *
   * @param options owned by the session from here on, also when this fails
   * @throws DeviceFailure if the device cannot run the graph
   */
  public PlaneSession(PlaneGraph graph, SessionOptions options) throws DeviceFailure {
    this.graph = graph;
    this.options = options;
    OrtSession opened = null;
    try {
      opened = SharedEnvironment.get().createSession(graph.onnx(), options);
      runOptions = new RunOptions();
    } catch (OrtException e) {
      release(opened);
      options.close();
      throw DeviceFailure.of(e);
    } catch (RuntimeException | Error e) {
      release(opened);
      options.close();
      throw e;
    }
    session = opened;
  }

  private static void release(@org.jspecify.annotations.Nullable OrtSession session) {
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }

  /** What is open. */
  public PlaneGraph graph() {
    return graph;
  }

  /**
   * Fills the outputs from the inputs.
   *
   * @throws DeviceFailure if the device fails
   * @throws InterruptedException after {@link #cancel}
   * @throws IllegalStateException after {@link #close}
   */
  public void run(PlaneTensors inputs, PlaneTensors outputs)
      throws DeviceFailure, InterruptedException {
    guard.readLock().lock();
    try {
      requireUsable();
      session.run(inputs.byName(), Set.of(), outputs.byName(), runOptions).close();
    } catch (OrtException e) {
      requireUsable();
      throw DeviceFailure.of(e);
    } finally {
      guard.readLock().unlock();
    }
  }

  private void requireUsable() throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("The session is closed");
    }
    if (cancelled) {
      throw new InterruptedException("Inference was cancelled");
    }
  }

  /** Ends the runs in flight, within milliseconds on a CPU, and every later one. */
  public void cancel() {
    synchronized (termination) {
      cancelled = true;
      if (!closed) {
        terminate();
      }
    }
  }

  private void terminate() {
    try {
      runOptions.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot end a run", e);
    }
  }

  /** Waits for the runs in flight. Closing again has no effect. */
  @Override
  public void close() {
    guard.writeLock().lock();
    try {
      synchronized (termination) {
        if (closed) {
          return;
        }
        closed = true;
        runOptions.close();
      }
      release(session);
      options.close();
    } finally {
      guard.writeLock().unlock();
    }
  }
}
