package dev.jellyscale.engine.device;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens graphs on execution providers. Thread-safe. */
public final class SessionOpener {
  private static final String NO_CPU_FALLBACK = "session.disable_cpu_ep_fallback";
  private static final String SPINNING = "session.intra_op.allow_spinning";

  private final DeviceOptions options;

  /** Loading a provider in vain can unpack hundreds of megabytes: once is enough. */
  private final Map<ExecutionProvider, DeviceFailure> unloadable = new ConcurrentHashMap<>();

  public SessionOpener(DeviceOptions options) {
    this.options = options;
  }

  /** A graph that is open, and whether nodes of it run on the CPU although a GPU was asked for. */
  public record Opened(PlaneSession session, boolean partlyOnCpu) {}

  /** Why no graph at all can be opened on a provider, as far as that is known. */
  public Optional<String> refusal(ExecutionProvider provider) {
    return OrtEnvironment.getAvailableProviders().contains(ortProvider(provider))
        ? Optional.ofNullable(unloadable.get(provider)).map(Throwable::getMessage)
        : Optional.of("not in this build of ONNX Runtime");
  }

  private static OrtProvider ortProvider(ExecutionProvider provider) {
    return switch (provider) {
      case TENSORRT -> OrtProvider.TENSOR_RT;
      case CUDA -> OrtProvider.CUDA;
      case CPU -> OrtProvider.CPU;
    };
  }

  /**
   * Opens a graph. A GPU gets it whole where it can; else with some nodes on the CPU.
   *
   * @throws DeviceFailure if the provider does not load or cannot run the graph
   */
  public Opened open(PlaneGraph graph, ExecutionProvider provider) throws DeviceFailure {
    if (provider == ExecutionProvider.CPU) {
      return new Opened(new PlaneSession(graph, configured(provider, false)), false);
    }
    try {
      return new Opened(new PlaneSession(graph, configured(provider, true)), false);
    } catch (DeviceFailure e) {
      if (e.outOfMemory() || !mentionsFallback(e)) {
        throw e;
      }
      return new Opened(new PlaneSession(graph, configured(provider, false)), true);
    }
  }

  private static boolean mentionsFallback(DeviceFailure failure) {
    return String.valueOf(failure.getMessage()).contains("fallback to CPU");
  }

  private SessionOptions configured(ExecutionProvider provider, boolean wholeGraph)
      throws DeviceFailure {
    var session = new SessionOptions();
    try {
      // What goes wrong is thrown too; the log would only repeat it on the terminal.
      session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session.setIntraOpNumThreads(options.threads());
      // Threads that spin for the next run keep the cores from whoever carries its result away.
      session.addConfigEntry(SPINNING, "0");
      if (wholeGraph) {
        session.addConfigEntry(NO_CPU_FALLBACK, "1");
      }
    } catch (OrtException e) {
      session.close();
      throw DeviceFailure.of(e);
    }
    try {
      addProvider(session, provider);
      return session;
    } catch (OrtException e) {
      session.close();
      var failure = DeviceFailure.of(e);
      unloadable.put(provider, failure);
      throw failure;
    }
  }

  private void addProvider(SessionOptions session, ExecutionProvider provider) throws OrtException {
    switch (provider) {
      case TENSORRT -> {
        addTensorRt(session);
        // What TensorRT does not know stays on the GPU.
        addCuda(session);
      }
      case CUDA -> addCuda(session);
      case CPU -> {
        // Planning all activations as one block keeps that block beside the arena, which more than
        // doubles the memory of a session and was not faster.
        session.setMemoryPatternOptimization(false);
      }
    }
  }

  private void addTensorRt(SessionOptions session) throws OrtException {
    try (var tensorRt = new OrtTensorRTProviderOptions(options.tensorRt().device())) {
      for (var entry : options.tensorRt().keys().entrySet()) {
        tensorRt.add(entry.getKey(), entry.getValue());
      }
      session.addTensorrt(tensorRt);
    }
  }

  private void addCuda(SessionOptions session) throws OrtException {
    try (var cuda = new OrtCUDAProviderOptions(options.cuda().device())) {
      for (var entry : options.cuda().keys().entrySet()) {
        cuda.add(entry.getKey(), entry.getValue());
      }
      session.addCUDA(cuda);
    }
  }
}
