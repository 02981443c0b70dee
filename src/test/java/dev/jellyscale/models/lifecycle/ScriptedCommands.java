package dev.jellyscale.models.lifecycle;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.supervisor.ModelCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A renderer whose models are as large, and as broken, as a test says. */
final class ScriptedCommands implements ModelCommands {
  final Map<String, Long> bytes = new HashMap<>();
  final List<String> told = new ArrayList<>();
  final Set<String> open = new TreeSet<>();
  final Set<String> onGpu = new TreeSet<>();
  final Set<String> broken = new TreeSet<>();
  Happening whenOpen = () -> {};
  Happening beforeClose = () -> {};

  /** What comes between. */
  interface Happening {
    void run() throws InterruptedException;
  }

  @Override
  public synchronized OpenFacts open(ModelSource model) throws InterruptedException {
    var id = model.id().value();
    told.add("open " + id);
    if (broken.contains(id)) {
      throw new EngineFailure("No device runs " + id, null);
    }
    open.add(id);
    whenOpen.run();
    return onGpu.contains(id)
        ? new OpenFacts(ExecutionProvider.CUDA, MemoryUse.device(bytes.getOrDefault(id, 10L), 100))
        : onCpu(bytes.getOrDefault(id, 10L));
  }

  static OpenFacts onCpu(long bytes) {
    return new OpenFacts(ExecutionProvider.CPU, MemoryUse.host(bytes));
  }

  @Override
  public synchronized void close(ModelSource model) throws InterruptedException {
    beforeClose.run();
    told.add("close " + model.id());
    open.remove(model.id().value());
  }

  @Override
  public ModelTraits probe(ModelSource model) {
    throw new UnsupportedOperationException("No test of open models probes");
  }

  @Override
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes) {
    throw new UnsupportedOperationException("No test of open models measures");
  }
}
