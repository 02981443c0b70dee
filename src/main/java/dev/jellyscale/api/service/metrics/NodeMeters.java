package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.Gpus;
import dev.jellyscale.api.service.machine.Processor;
import dev.jellyscale.metrics.NodeMeter;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.FinishedWork;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps the node's meters. Thread-safe. */
@Singleton
class NodeMeters {
  private static final double PERCENT = 100;
  private static final long MEBIBYTE = 1L << 20;

  private final MeterRegistry registry;
  private final Gpus gpus;
  private final Supervisor supervisor;
  private final Labels labels = new Labels();
  private final Map<NodeMeter, MultiGauge> gauges = new EnumMap<>(NodeMeter.class);

  NodeMeters(MeterRegistry registry, Gpus gpus, Supervisor supervisor) {
    this.registry = registry;
    this.gpus = gpus;
    this.supervisor = supervisor;
    for (var meter : NodeMeter.values()) {
      if (meter.kind() == NodeMeter.Kind.GAUGE) {
        gauges.put(
            meter,
            MultiGauge.builder(meter.id()).description(meter.description()).register(registry));
      }
    }
  }

  void begin(@Observes StartupEvent start) {
    supervisor.listenToWork(this::count);
    for (int slot = 0; slot < supervisor.states().size(); slot++) {
      int number = slot;
      FunctionCounter.builder(
              NodeMeter.RENDERER_RESTARTS.id(), supervisor, from -> from.restarts().get(number))
          .description(NodeMeter.RENDERER_RESTARTS.description())
          .tags(Labels.of(NodeMeter.RENDERER_RESTARTS, Integer.toString(number)))
          .register(registry);
    }
  }

  /** Counts work that is finished. */
  void count(FinishedWork work) {
    if (work.seconds() <= 0) {
      return;
    }
    var model = label(work.model());
    var device = work.device().provider().name().toLowerCase(Locale.ROOT);
    add(NodeMeter.WORK, 1, model, device);
    add(NodeMeter.FRAMES, (double) work.frames(), model, device);
    add(NodeMeter.INFERENCE_SECONDS, work.seconds(), model, device);
  }

  /** What a model is called in labels. */
  String label(ModelId model) {
    return labels.model(model.value());
  }

  /** Adds to a counter. */
  void add(NodeMeter meter, double amount, String... values) {
    Counter.builder(meter.id())
        .description(meter.description())
        .tags(Labels.of(meter, values))
        .register(registry)
        .increment(amount);
  }

  /** Adds to a timer. */
  void time(NodeMeter meter, Duration time, String... values) {
    Timer.builder(meter.id())
        .description(meter.description())
        .tags(Labels.of(meter, values))
        .register(registry)
        .record(time);
  }

  /** Looks at everything that is not counted when it happens. May wait for a driver. */
  synchronized void look() {
    lookAtGpus();
    lookAtRenderers();
    lookAtQueue();
  }

  private void lookAtGpus() {
    var busy = new ArrayList<Row<?>>();
    var used = new ArrayList<Row<?>>();
    var all = new ArrayList<Row<?>>();
    for (var gpu : gpus.reading().gpus()) {
      gpu.utilisation()
          .ifPresent(
              percent -> busy.add(row(NodeMeter.GPU_UTILISATION, percent / PERCENT, name(gpu))));
      var memory = gpu.memory();
      if (memory.totalMib().isPresent()) {
        long total = memory.totalMib().getAsLong();
        all.add(row(NodeMeter.GPU_MEMORY, total * MEBIBYTE, name(gpu)));
        memory
            .freeMib()
            .ifPresent(
                free ->
                    used.add(row(NodeMeter.GPU_MEMORY_USED, (total - free) * MEBIBYTE, name(gpu))));
      }
    }
    show(NodeMeter.GPU_UTILISATION, busy);
    show(NodeMeter.GPU_MEMORY_USED, used);
    show(NodeMeter.GPU_MEMORY, all);
  }

  private static String name(Gpu gpu) {
    return Integer.toString(gpu.index());
  }

  private void lookAtRenderers() {
    var working = new ArrayList<Row<?>>();
    var resident = new ArrayList<Row<?>>();
    resident.add(row(NodeMeter.RESIDENT, Processor.residentBytes("self"), "node"));
    var states = supervisor.states();
    for (int slot = 0; slot < states.size(); slot++) {
      var state = states.get(slot);
      working.add(row(NodeMeter.RENDERER_WORKING, state.working() ? 1 : 0, Integer.toString(slot)));
      switch (state) {
        case SlotState.Idle(Hello hello) -> resident.add(rowOf(slot, hello));
        case SlotState.Busy(Hello hello, String _) -> resident.add(rowOf(slot, hello));
        default -> {}
      }
    }
    show(NodeMeter.RENDERER_WORKING, working);
    show(NodeMeter.RESIDENT, resident);
  }

  private void lookAtQueue() {
    var waiting = new ArrayList<Row<?>>();
    supervisor
        .queue()
        .waiting()
        .forEach(
            (priority, callers) ->
                waiting.add(row(NodeMeter.QUEUE_WAITING, callers, QueueMeters.word(priority))));
    show(NodeMeter.QUEUE_WAITING, waiting);
  }

  private static Row<?> rowOf(int slot, Hello renderer) {
    return row(
        NodeMeter.RESIDENT,
        Processor.residentBytes(Long.toString(renderer.pid())),
        "renderer-" + slot);
  }

  static Row<?> row(NodeMeter meter, Number value, String... values) {
    return Row.of(Labels.of(meter, values), value);
  }

  /** Shows these values of a gauge and no others. */
  void show(NodeMeter meter, List<Row<?>> rows) {
    var gauge = gauges.get(meter);
    if (gauge == null) {
      throw new IllegalArgumentException(meter + " is no gauge");
    }
    gauge.register(rows, true);
  }
}
