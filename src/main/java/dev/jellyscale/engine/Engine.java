package dev.jellyscale.engine;

import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Opens networks on the devices of this machine, and remembers what each model, size and device was
 * found to allow. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  private final EngineOptions options;
  private final PlanSearch search;
  private final Set<PlannedUpscaler> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  public Engine(EngineOptions options) {
    this.options = options;
    search = new PlanSearch(options);
  }

  /**
   * Opens a network for frames of one format and colour, and runs it once. That takes up to seconds
   * on a CPU or with CUDA, and minutes where TensorRT builds its engine first.
   *
   * @param outputDepth bits of an output sample, 8 to 16
   * @return owned by the caller; also closed together with this engine
   * @throws EngineFailure if no device runs it, which names the reason of each
   * @throws OutOfDeviceMemory if one of them would, had it more memory
   * @throws InterruptedException if the calling thread is interrupted
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if the network takes only pictures of
   *     a size that frames of this format cannot be cut into
   */
  public Upscaler open(
      Network network, FrameFormat input, ColourDescription colour, int outputDepth)
      throws InterruptedException {
    var spec = new InferenceSpec(network, input, colour, outputDepth);
    var refused = new LinkedHashMap<ExecutionProvider, String>();
    boolean outOfMemory = false;
    for (var provider : options.preference()) {
      var refusal = search.refusal(provider);
      if (refusal.isPresent()) {
        refused.put(provider, refusal.get());
        continue;
      }
      try {
        return lend(spec, search.find(spec, provider), refused);
      } catch (DeviceFailure e) {
        refused.put(provider, String.valueOf(e.getMessage()));
        outOfMemory |= e.outOfMemory();
      }
    }
    var message =
        "No device runs model '%s' on %s: %s".formatted(network.id(), input, sentence(refused));
    throw outOfMemory ? new OutOfDeviceMemory(message, null) : new EngineFailure(message, null);
  }

  private static String sentence(Map<ExecutionProvider, String> refused) {
    return refused.entrySet().stream()
        .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + ": " + entry.getValue())
        .collect(Collectors.joining("; "));
  }

  private synchronized Upscaler lend(
      InferenceSpec spec, Found found, Map<ExecutionProvider, String> refused) {
    if (closed) {
      found.close();
      throw new IllegalStateException("The engine is closed");
    }
    var upscaler = new PlannedUpscaler(spec, search, found, refused, open::remove);
    open.add(upscaler);
    return upscaler;
  }

  /** Closes what is still open and waits for its runs. Closing again has no effect. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List.copyOf(open).forEach(PlannedUpscaler::close);
  }
}
