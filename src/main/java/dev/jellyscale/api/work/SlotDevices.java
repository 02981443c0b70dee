package dev.jellyscale.api.work;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.LogTail;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What renderers infer by on this machine, and what the devices are called. Thread-safe. */
final class SlotDevices {
  private static final int LONGEST_NAME = 200;
  private static final ModelSource SMALLEST = ModelSource.shipped(new ModelId("bicubic-x2"));
  private static final Size PICTURE = new Size(64, 64);

  private final Set<ExecutionProvider> providers;

  /** By slot, the last that its renderer has said; one that was never started has said nothing. */
  private final List<Optional<Hello>> heard;

  private SlotDevices(Set<ExecutionProvider> providers, List<SlotState> slots) {
    this.providers = Set.copyOf(providers);
    heard = new ArrayList<>(slots.stream().map(SlotDevices::hello).toList());
  }

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
    return new SlotDevices(providers, supervisor.states());
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
      case SlotState.Stopped _, SlotState.Starting _, SlotState.BackingOff _, SlotState.Closed _ ->
          Optional.empty();
    };
  }

  /** Providers that were seen to work; the CPU always is among them. */
  Set<ExecutionProvider> providers() {
    return providers;
  }

  /** A slot has changed, perhaps since its renderer has said hello. */
  synchronized void changed(int slot, SlotState state) {
    var said = hello(state);
    if (said.isPresent()) {
      heard.set(slot, said);
    }
  }

  /** For each slot the name of its device; where it has never said any, that of another one. */
  synchronized List<String> lines() {
    var any = heard.stream().flatMap(Optional::stream).map(this::name).findFirst().orElse("");
    return heard.stream().map(hello -> hello.map(this::name).orElse(any)).toList();
  }

  /** Which one of several GPUs the provider takes is not told, so that all are named. */
  private String name(Hello hello) {
    var gpus = hello.devices().gpus().stream().distinct().collect(Collectors.joining(" / "));
    boolean byGpu = providers.size() > 1 && !gpus.isEmpty();
    var name = LogTail.printable(byGpu ? gpus : hello.devices().processor());
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
