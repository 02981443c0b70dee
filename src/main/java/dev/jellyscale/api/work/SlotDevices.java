package dev.jellyscale.api.work;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What renderers infer by on this machine.
 *
 * @param providers that were seen to work; the CPU always is among them
 */
record SlotDevices(Set<ExecutionProvider> providers) {
  private static final ModelSource SMALLEST = new ModelSource.Shipped(new ModelId("bicubic-x2"));
  private static final Size PICTURE = new Size(64, 64);

  /**
   * Asks a renderer, which is started for it. A build for GPUs has a picture rendered: that a
   * provider is in the build says nothing about the machine.
   *
   * @throws dev.jellyscale.error.JellyscaleException if no renderer works
   */
  static SlotDevices of(Supervisor supervisor) throws InterruptedException {
    var _ = supervisor.probe(SMALLEST);
    var providers = EnumSet.of(ExecutionProvider.CPU);
    if (isBuiltForGpus(supervisor.states())) {
      for (var facts : supervisor.benchmark(SMALLEST, List.of(PICTURE))) {
        providers.add(facts.device().provider());
      }
    }
    return new SlotDevices(Set.copyOf(providers));
  }

  private static boolean isBuiltForGpus(List<SlotState> slots) {
    return slots.stream()
        .flatMap(slot -> hello(slot).stream())
        .flatMap(hello -> hello.providers().stream())
        .anyMatch(name -> name.equals("CUDA") || name.equals("TENSOR_RT"));
  }

  private static Optional<Hello> hello(SlotState state) {
    return switch (state) {
      case SlotState.Idle(Hello hello) -> Optional.of(hello);
      case SlotState.Busy(Hello hello, var _) -> Optional.of(hello);
      default -> Optional.empty();
    };
  }

  /** A line for each slot. */
  List<String> lines(int slots) {
    var names =
        EnumSet.copyOf(providers).stream().map(Enum::name).collect(Collectors.joining(", "));
    return Collections.nCopies(slots, names);
  }
}
