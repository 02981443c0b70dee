package dev.jellyscale.engine;

import dev.jellyscale.engine.render.Rendering;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * An upscaler that follows a plan, and takes a smaller one when the device runs out of memory in
 * mid-work.
 */
final class PlannedUpscaler implements Upscaler {
  private final InferenceSpec spec;
  private final PlanSearch search;
  private final Map<ExecutionProvider, String> refused;
  private final int batch;
  private final Consumer<PlannedUpscaler> onClose;
  private final ReentrantLock working = new ReentrantLock();

  private volatile RunPlan plan;
  private volatile boolean partlyOnCpu;
  private volatile Rendering rendering;
  private volatile boolean cancelled;
  private boolean closed;

  /**
   * @param found owned by the upscaler, also when this fails
   * @param refused why the providers before this one do not run
   * @param onClose told once, after closing
   */
  PlannedUpscaler(
      InferenceSpec spec,
      PlanSearch search,
      Found found,
      Map<ExecutionProvider, String> refused,
      Consumer<PlannedUpscaler> onClose) {
    this.spec = spec;
    this.search = search;
    this.refused = refused;
    this.onClose = onClose;
    plan = found.plan();
    partlyOnCpu = found.partlyOnCpu();
    batch = plan.framesAtOnce();
    rendering = found.rendering(spec);
  }

  @Override
  public FrameFormat input() {
    return spec.input();
  }

  @Override
  public FrameFormat output() {
    return spec.output();
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public void upscale(List<Frame> inputs, List<Frame> outputs) throws InterruptedException {
    requireFitting(inputs, outputs);
    working.lock();
    try {
      requireUsable();
      render(inputs, outputs);
    } finally {
      working.unlock();
    }
    for (int i = 0; i < inputs.size(); i++) {
      outputs.get(i).stampLike(inputs.get(i));
    }
  }

  private void requireFitting(List<Frame> inputs, List<Frame> outputs) {
    if (inputs.isEmpty() || inputs.size() > batch || inputs.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "%d inputs and %d outputs, but a call takes 1 to %d of both"
              .formatted(inputs.size(), outputs.size(), batch));
    }
    inputs.forEach(frame -> requireFormat(frame, input()));
    outputs.forEach(frame -> requireFormat(frame, output()));
  }

  private static void requireFormat(Frame frame, FrameFormat format) {
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException("A frame of " + frame.format() + " is not " + format);
    }
  }

  private void requireUsable() throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("The upscaler is closed");
    }
    if (cancelled) {
      throw new InterruptedException("Inference was cancelled");
    }
  }

  private void render(List<Frame> inputs, List<Frame> outputs) throws InterruptedException {
    try {
      while (true) {
        try {
          rendering.render(inputs, outputs);
          return;
        } catch (DeviceFailure e) {
          if (!e.outOfMemory()) {
            throw e;
          }
          shrink(e);
        }
      }
    } catch (DeviceFailure e) {
      throw failed(e);
    }
  }

  private EngineFailure failed(DeviceFailure reason) {
    var message =
        "%s failed while it ran model '%s' on %s: %s"
            .formatted(
                plan.provider().name().toLowerCase(Locale.ROOT),
                spec.network().id(),
                spec.input(),
                reason.getMessage());
    return reason.outOfMemory()
        ? new OutOfDeviceMemory(message, reason)
        : new EngineFailure(message, reason);
  }

  private void shrink(DeviceFailure reason) throws DeviceFailure, InterruptedException {
    // First closed, then opened: both at once need more memory, not less.
    rendering.close();
    var found = search.smaller(spec, plan, reason);
    plan = found.plan();
    partlyOnCpu = found.partlyOnCpu();
    rendering = found.rendering(spec);
    // Whoever has cancelled meanwhile may have reached the closed one only.
    requireUsable();
  }

  @Override
  public void cancel() {
    cancelled = true;
    rendering.cancel();
  }

  @Override
  public DeviceFacts device() {
    var notes = new ArrayList<String>();
    if (partlyOnCpu) {
      notes.add("Some nodes of model '%s' run on the CPU".formatted(spec.network().id()));
    }
    var now = plan;
    return new DeviceFacts(
        now.provider(), refused, now.batch(), now.grid().count(), now.grid().blends(), notes);
  }

  @Override
  public void close() {
    working.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      rendering.close();
    } finally {
      working.unlock();
    }
    onClose.accept(this);
  }
}
