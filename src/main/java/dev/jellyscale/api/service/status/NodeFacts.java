package dev.jellyscale.api.service.status;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.machine.GpuReading;
import dev.jellyscale.api.service.machine.Gpus;
import dev.jellyscale.api.service.machine.Remembered;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.models.CurrentModel.Chosen;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.breaker.BreakerReading;
import dev.jellyscale.supervisor.queue.QueueReading;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of this node at a moment. Asking may wait for the driver of a GPU. */
@Singleton
public class NodeFacts {
  private static final Duration LIFE = Duration.ofSeconds(1);

  private final Supervisor supervisor;
  private final WorkTally tally;
  private final Gpus gpus;
  private final NodeModels models;
  private final CurrentModel current;
  private final Remembered<List<ModelView>> views;
  private volatile @Nullable Hello lastHello;

  NodeFacts(
      Supervisor supervisor, WorkTally tally, Gpus gpus, NodeModels models, CurrentModel current) {
    this.current = current;
    this.supervisor = supervisor;
    this.tally = tally;
    this.gpus = gpus;
    this.models = models;
    views = new Remembered<>(this::findViews, LIFE);
  }

  /** What each renderer does. */
  public List<SlotState> slots() {
    return supervisor.states();
  }

  /** Commands that renderers work on. */
  public int busy() {
    return (int) slots().stream().filter(SlotState.Busy.class::isInstance).count();
  }

  /** What a renderer said of itself, now or before it ended; empty before the first one. */
  public Optional<Hello> renderer() {
    var said =
        slots().stream()
            .flatMap(
                state ->
                    switch (state) {
                      case SlotState.Idle(Hello hello) -> Optional.of(hello).stream();
                      case SlotState.Busy(Hello hello, String _) -> Optional.of(hello).stream();
                      default -> Optional.<Hello>empty().stream();
                    })
            .findFirst();
    said.ifPresent(hello -> lastHello = hello);
    return said.or(() -> Optional.ofNullable(lastHello));
  }

  /** Whether a GPU does the work. */
  public DeviceUse device() {
    var compiled = renderer().map(Hello::providers).orElse(List.of());
    return new DeviceUse(compiled, tally.device(), gpus());
  }

  /** The GPUs of this machine. */
  public GpuReading gpus() {
    return gpus.reading();
  }

  /** What renderers have finished. */
  public WorkTally tally() {
    return tally;
  }

  /** All models; empty where the node has none or cannot use them. */
  public List<ModelView> models() {
    return views.get();
  }

  private List<ModelView> findViews() {
    return models.obstacle().isPresent()
        ? List.of()
        : models.ifThere().map(registry -> registry.list().models()).orElse(List.of());
  }

  /** The model that pictures are made with; empty where none is loaded. */
  public Optional<Chosen> chosen() {
    return current.get();
  }

  /** Its id. */
  public Optional<String> currentModel() {
    return chosen().map(model -> model.id().value());
  }

  /** Whether work is refused at this moment because renderers fail. */
  public BreakerReading breaker() {
    return supervisor.breaker();
  }

  /** Who waits for a renderer. */
  public QueueReading queue() {
    return supervisor.queue();
  }

  /** Whether work would be taken now: models can be used, and a renderer can take commands. */
  public boolean canWork() {
    return slots().stream().anyMatch(SlotState::working)
        && !breaker().open()
        && obstacle().isEmpty();
  }

  /** Why no model can be used; empty where models can be used. */
  public Optional<String> obstacle() {
    return models.obstacle();
  }
}
