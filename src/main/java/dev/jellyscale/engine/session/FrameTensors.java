package dev.jellyscale.engine.session;

import dev.jellyscale.engine.graph.PlanePort;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tensors over the planes of frames that are inferred whole. Frames come from pools and keep their
 * address, so the tensors of each are made once. Not thread-safe.
 */
public final class FrameTensors implements AutoCloseable {
  /** More frames than the pools of a pipeline hold; beyond it, the tensors are made anew. */
  private static final int MOST_FRAMES = 64;

  private final List<PlanePort> ports;
  private final IdentityHashMap<Frame, PlaneTensors> tensors = new IdentityHashMap<>();

  /**
   * @param ports what the planes of a frame are to the graph
   */
  public FrameTensors(List<PlanePort> ports) {
    this.ports = ports;
  }

  /** Tensors of a frame, valid until {@link #trim} or {@link #close}. */
  public PlaneTensors of(Frame frame) {
    return tensors.computeIfAbsent(frame, this::view);
  }

  private PlaneTensors view(Frame frame) {
    return new PlaneTensors(
        ports, IntStream.range(0, PixelFormat.PLANES).mapToObj(frame::plane).toList());
  }

  /** Forgets all frames once there are too many. No run may be in flight. */
  public void trim() {
    if (tensors.size() > MOST_FRAMES) {
      close();
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(PlaneTensors::close);
    tensors.clear();
  }
}
