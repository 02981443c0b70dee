package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.protocol.wire.RangeFacts;
import dev.jellyscale.protocol.wire.RangeTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs renderers and lends them out: starts them when they are needed, watches them, ends them. One
 * command at a time in each slot; others wait. Thread-safe.
 */
public final class Supervisor implements ModelCommands, AutoCloseable {
  private final AtomicLong commands = new AtomicLong();
  private final List<SlotListener> listeners = new CopyOnWriteArrayList<>();
  private final List<WorkListener> workListeners = new CopyOnWriteArrayList<>();
  private final List<RendererSlot> slots;

  public Supervisor(SupervisorSettings settings) {
    var made = new ArrayList<RendererSlot>();
    for (int i = 0; i < settings.slots(); i++) {
      int number = i;
      made.add(
          new RendererSlot(
              settings, state -> listeners.forEach(heard -> heard.changed(number, state))));
    }
    slots = List.copyOf(made);
  }

  /** Tells of every change of a slot from now on. */
  public void listen(SlotListener listener) {
    listeners.add(listener);
  }

  /** Tells of all work that ends from now on. */
  public void listenToWork(WorkListener listener) {
    workListeners.add(listener);
  }

  /** What each slot does at this moment. */
  public List<SlotState> states() {
    return slots.stream().map(RendererSlot::state).toList();
  }

  /** Whether no slot has a renderer but, perhaps, this one. */
  public boolean aloneIn(int slot) {
    for (int other = 0; other < slots.size(); other++) {
      if (other != slot && slots.get(other).hasRenderer()) {
        return false;
      }
    }
    return true;
  }

  /** The last lines that the renderer of a slot, or the one before it, printed. */
  public List<String> log(int slot) {
    return slots.get(slot).log();
  }

  @Override
  public ModelTraits probe(ModelSource model) throws InterruptedException {
    var command = new Command.Probe(next(), model);
    return switch (ask(
        free(), command, "probed model '" + model.id() + "'", ProgressListener.NONE)) {
      case Event.Probed(long _, var traits) -> traits;
      case Event.Answer other -> throw unexpected(other);
    };
  }

  /** Opens a model in every slot. */
  @Override
  public OpenFacts open(ModelSource model) throws InterruptedException {
    OpenFacts all = null;
    try {
      for (var slot : slots) {
        all = together(all, open(slot, model));
      }
      return Objects.requireNonNull(all);
    } catch (JellyscaleException e) {
      closeAfter(e, model);
      throw e;
    }
  }

  /** What is open in some slots only would be counted nowhere. */
  private void closeAfter(JellyscaleException failure, ModelSource model)
      throws InterruptedException {
    try {
      close(model);
    } catch (JellyscaleException e) {
      failure.addSuppressed(e);
    }
  }

  private OpenFacts open(RendererSlot slot, ModelSource model) throws InterruptedException {
    var command = new Command.Open(next(), model);
    return switch (ask(slot, command, "opened model '" + model.id() + "'", ProgressListener.NONE)) {
      case Event.Opened(long _, var facts) -> facts;
      case Event.Answer other -> throw unexpected(other);
    };
  }

  private static OpenFacts together(@Nullable OpenFacts others, OpenFacts one) {
    return others == null
        ? one
        : new OpenFacts(others.provider(), others.memory().and(one.memory()));
  }

  /** Closes a model in every slot; a slot without a renderer has no model open. */
  @Override
  public void close(ModelSource model) throws InterruptedException {
    for (var slot : slots) {
      if (slot.hasRenderer()) {
        var command = new Command.Close(next(), model);
        ask(slot, command, "closed model '" + model.id() + "'", ProgressListener.NONE);
      }
    }
  }

  @Override
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes)
      throws InterruptedException {
    var command = new Command.Benchmark(next(), model, sizes);
    return switch (ask(
        free(), command, "measured model '" + model.id() + "'", ProgressListener.NONE)) {
      case Event.Benchmarked(long _, var facts) -> {
        facts.forEach(one -> finished(new FinishedWork(model.id(), one.device(), 0, 0)));
        yield facts;
      }
      case Event.Answer other -> throw unexpected(other);
    };
  }

  /**
   * Upscales a picture. The source has to lie in a folder that renderers may read. A picture that
   * is refused or damaged fails as {@link dev.jellyscale.error.JellyscaleException.Damaged
   * Damaged}, {@link dev.jellyscale.error.JellyscaleException.Unsupported Unsupported}, {@link
   * dev.jellyscale.error.JellyscaleException.LimitExceeded LimitExceeded} or {@link
   * dev.jellyscale.error.JellyscaleException.Invalid Invalid}, never as a fault of the engine.
   *
   * @throws dev.jellyscale.error.JellyscaleException if that fails; no target is left then
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  public ImageFacts image(PictureTask task) throws InterruptedException {
    var command = new Command.Image(next(), task);
    return switch (ask(free(), command, "upscaled a picture", ProgressListener.NONE)) {
      case Event.Pictured(long _, var facts) -> {
        var model = task.model().id();
        finished(new FinishedWork(model, facts.device(), 1, facts.seconds().total()));
        yield facts;
      }
      case Event.Answer other -> throw unexpected(other);
    };
  }

  /**
   * Upscales a part of a video.
   *
   * @param progress told of finished frames
   * @throws dev.jellyscale.error.JellyscaleException if that fails; no segment is left then
   * @throws InterruptedException if the calling thread is interrupted, which ends the work
   */
  public RangeFacts range(RangeTask task, ProgressListener progress) throws InterruptedException {
    var command = new Command.Range(next(), task);
    return switch (ask(free(), command, "upscaled a video", progress)) {
      case Event.Rendered(long _, var facts) -> {
        var model = task.model().id();
        finished(new FinishedWork(model, facts.device(), facts.inferred(), facts.seconds()));
        yield facts;
      }
      case Event.Answer other -> throw unexpected(other);
    };
  }

  /**
   * Has a renderer try what its confinement must refuse.
   *
   * @param outside a file outside of the renderers' folders
   * @param port of this machine on which somebody listens
   * @return what was tried, and how it ended
   */
  public Map<String, String> selfCheck(Path outside, int port) throws InterruptedException {
    var command = new Command.SelfCheck(next(), outside.toString(), port);
    return switch (ask(free(), command, "checked its confinement", ProgressListener.NONE)) {
      case Event.Checked(long _, var attempts) -> attempts;
      case Event.Answer other -> throw unexpected(other);
    };
  }

  private long next() {
    return commands.incrementAndGet();
  }

  private RendererSlot free() {
    return slots.stream().min(Comparator.comparingInt(RendererSlot::load)).orElseThrow();
  }

  private void finished(FinishedWork work) {
    workListeners.forEach(listener -> listener.finished(work));
  }

  private static Event.Answer ask(
      RendererSlot slot, Command.Work command, String work, ProgressListener progress)
      throws InterruptedException {
    return switch (slot.call(command, work, progress)) {
      case Event.Failed(long _, var kind, String message) -> throw kind.failure(message);
      case Event.Cancelled _ -> throw new InterruptedException("The command was cancelled");
      case Event.Answer answer -> answer;
    };
  }

  private static EngineFailure unexpected(Event.Answer answer) {
    return new EngineFailure(
        "The renderer gave another answer than it was asked for: "
            + answer.getClass().getSimpleName(),
        null);
  }

  /** Ends all renderers and waits for their end. Commands that are going on fail. */
  @Override
  public void close() {
    slots.forEach(RendererSlot::close);
  }
}
