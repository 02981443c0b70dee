package dev.jellyscale.engine;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each model, size and device was found to allow; the latest findings only. Thread-safe. */
final class Findings {
  private static final int MOST = 64;

  private final Map<Key, RunPlan> plans =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RunPlan> eldest) {
          return size() > MOST;
        }
      };

  private record Key(
      String sha256, FrameFormat input, int outputDepth, ExecutionProvider provider) {

    static Key of(InferenceSpec spec, ExecutionProvider provider) {
      return new Key(spec.network().file().sha256(), spec.input(), spec.outputDepth(), provider);
    }
  }

  synchronized Optional<RunPlan> plan(InferenceSpec spec, ExecutionProvider provider) {
    return Optional.ofNullable(plans.get(Key.of(spec, provider)));
  }

  synchronized void remember(InferenceSpec spec, RunPlan plan) {
    plans.put(Key.of(spec, plan.provider()), plan);
  }
}
