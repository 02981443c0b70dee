package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.SlotPool.Request;
import dev.jellyscale.supervisor.breaker.BreakerReading;
import dev.jellyscale.supervisor.breaker.CircuitBreaker;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueueListener;
import dev.jellyscale.supervisor.queue.QueuePlace;
import dev.jellyscale.supervisor.queue.QueueReading;
import dev.jellyscale.supervisor.queue.WorkQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs renderers and lends them out: starts them when they are needed, watches them, ends them. One
 * command at a time in each slot; others wait in a {@link WorkQueue}, which says what a {@link
 * QueuePlace} guarantees. Thread-safe; threads that wait may be virtual ones.
 *
 * <p>Every command that takes a place throws {@link JellyscaleException.Unavailable} with the time
 * after which to try again, where its place is refused or its deadline comes. So do pictures,
 * ranges and openings while a {@link CircuitBreaker} is open, because renderers failed one after
 * the other. Commands without a place are the node's own, and wait as long as it takes.
 */
public final class Supervisor implements ModelCommands, AutoCloseable {
  private final List<SlotListener> listeners = new CopyOnWriteArrayList<>();
  private final SlotPool pool;
  private final CommandDesk desk;
  private final VideoCommands videos;

  public Supervisor(SupervisorSettings settings) {
    var slots = new ArrayList<RendererSlot>();
    for (int i = 0; i < settings.slots(); i++) {
      int number = i;
      slots.add(
          new RendererSlot(
              settings, state -> listeners.forEach(heard -> heard.changed(number, state))));
    }
    // A slot whose renderer may not start yet would let work wait while another one is free.
    var queue =
        new WorkQueue(
            settings.load().queue(),
            settings.slots(),
            slot -> slots.get(slot).state().working(),
            System::nanoTime);
    pool =
        new SlotPool(slots, queue, new CircuitBreaker(settings.load().breaker(), System::nanoTime));
    desk = new CommandDesk(pool);
    videos = new VideoCommands(desk);
  }

  /** Tells of every change of a slot from now on. */
  public void listen(SlotListener listener) {
    listeners.add(listener);
  }

  /** Tells of all work that ends from now on. */
  public void listenToWork(WorkListener listener) {
    desk.listen(listener);
  }

  /** Tells what happens in the queue from now on. */
  public void listen(QueueListener listener) {
    pool.queue().listen(listener);
  }

  /** Who waits at this moment. */
  public QueueReading queue() {
    return pool.queue().reading();
  }

  /** Whether work is refused at this moment because renderers fail. */
  public BreakerReading breaker() {
    return pool.breaker().reading();
  }

  /** What each slot does at this moment. */
  public List<SlotState> states() {
    return pool.slots().stream().map(RendererSlot::state).toList();
  }

  /** How often each slot has got another renderer since the supervisor was made. */
  public List<Long> restarts() {
    return pool.slots().stream().map(RendererSlot::restarts).toList();
  }

  /** Whether no slot has a renderer but, perhaps, this one. */
  public boolean aloneIn(int slot) {
    for (int other = 0; other < pool.slots().size(); other++) {
      if (other != slot && pool.slots().get(other).hasRenderer()) {
        return false;
      }
    }
    return true;
  }

  /** The last lines that the renderer of a slot, or the one before it, printed. */
  public List<String> log(int slot) {
    return pool.slots().get(slot).log();
  }

  @Override
  public ModelTraits probe(ModelSource model) throws InterruptedException {
    return probe(model, QueuePlace.ofNode(Priority.BATCH));
  }

  /** {@link #probe(ModelSource)} on behalf of somebody. */
  public ModelTraits probe(ModelSource model, QueuePlace place) throws InterruptedException {
    var command = new Command.Probe(desk.next(), model);
    var answer = desk.tried(command, WorkWords.of("probing", "probed", model.id()), place);
    return CommandDesk.expected(Event.Probed.class, answer).traits();
  }

  @Override
  public OpenFacts open(ModelSource model) throws InterruptedException {
    return open(model, QueuePlace.ofNode(Priority.INTERACTIVE));
  }

  /** Opens a model in every slot, or in none. */
  @Override
  public OpenFacts open(ModelSource model, QueuePlace place) throws InterruptedException {
    try {
      var all = openIn(0, model, place);
      for (int slot = 1; slot < pool.slots().size(); slot++) {
        var one = openIn(slot, model, place);
        all = new OpenFacts(all.provider(), all.memory().and(one.memory()));
      }
      return all;
    } catch (JellyscaleException e) {
      closeAfter(e, model);
      throw e;
    }
  }

  private OpenFacts openIn(int slot, ModelSource model, QueuePlace place)
      throws InterruptedException {
    var command = new Command.Open(desk.next(), model);
    var words = WorkWords.of("opening", "opened", model.id());
    var request = new Request(command, words, ProgressListener.NONE, true);
    return CommandDesk.expected(
            Event.Opened.class, desk.rendered(request, place, OptionalInt.of(slot)))
        .facts();
  }

  /** What is open in some slots only would be counted nowhere. */
  private void closeAfter(JellyscaleException failure, ModelSource model)
      throws InterruptedException {
    if (pool.slots().size() == 1) {
      return;
    }
    try {
      close(model);
    } catch (JellyscaleException e) {
      failure.addSuppressed(e);
    }
  }

  /** Closes a model in every slot; a slot without a renderer has no model open. */
  @Override
  public void close(ModelSource model) throws InterruptedException {
    for (int slot = 0; slot < pool.slots().size(); slot++) {
      if (pool.slots().get(slot).hasRenderer()) {
        var command = new Command.Close(desk.next(), model);
        var words = WorkWords.of("closing", "closed", model.id());
        pool.ask(
            new Request(command, words, ProgressListener.NONE, false),
            QueuePlace.ofNode(Priority.INTERACTIVE),
            OptionalInt.of(slot));
      }
    }
  }

  @Override
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes)
      throws InterruptedException {
    return benchmark(model, sizes, QueuePlace.ofNode(Priority.BATCH));
  }

  /** {@link #benchmark(ModelSource, List)} on behalf of somebody. */
  public List<BenchmarkFacts> benchmark(ModelSource model, List<Size> sizes, QueuePlace place)
      throws InterruptedException {
    var command = new Command.Benchmark(desk.next(), model, sizes);
    var answer = desk.tried(command, WorkWords.of("measuring", "measured", model.id()), place);
    var facts = CommandDesk.expected(Event.Benchmarked.class, answer).facts();
    facts.forEach(one -> desk.finished(new FinishedWork(model.id(), one.device(), 0, 0)));
    return facts;
  }

  /** {@link #image(PictureTask, QueuePlace)} of the node itself. */
  public ImageFacts image(PictureTask task) throws InterruptedException {
    return image(task, QueuePlace.ofNode(Priority.INTERACTIVE));
  }

  /**
   * Upscales a picture. The source has to lie in a folder that renderers may read. A picture that
   * is refused or damaged fails as {@link dev.jellyscale.error.JellyscaleException.Damaged
   * Damaged}, {@link dev.jellyscale.error.JellyscaleException.Unsupported Unsupported}, {@link
   * dev.jellyscale.error.JellyscaleException.LimitExceeded LimitExceeded} or {@link
   * dev.jellyscale.error.JellyscaleException.Invalid Invalid}, never as a fault of the engine.
   *
   * @throws dev.jellyscale.error.JellyscaleException if that fails; no target is left then
   * @throws InterruptedException if the calling thread is interrupted, which gives up the place or
   *     ends the work
   */
  public ImageFacts image(PictureTask task, QueuePlace place) throws InterruptedException {
    var command = new Command.Image(desk.next(), task);
    var answer =
        desk.rendered(
            command,
            new WorkWords("upscaling a picture", "upscaled a picture"),
            ProgressListener.NONE,
            place);
    var facts = CommandDesk.expected(Event.Pictured.class, answer).facts();
    desk.finished(new FinishedWork(task.model().id(), facts.device(), 1, facts.seconds().total()));
    return facts;
  }

  /** What can be done with videos. */
  public VideoCommands videos() {
    return videos;
  }

  /** {@link VideoCommands#range(RangeTask, ProgressListener, QueuePlace)} of the node itself. */
  public RangeFacts range(RangeTask task, ProgressListener progress) throws InterruptedException {
    return range(task, progress, QueuePlace.ofNode(Priority.BATCH));
  }

  /** {@link VideoCommands#range(RangeTask, ProgressListener, QueuePlace)}. */
  public RangeFacts range(RangeTask task, ProgressListener progress, QueuePlace place)
      throws InterruptedException {
    return videos.range(task, progress, place);
  }

  /**
   * Has a renderer try what its confinement must refuse.
   *
   * @param outside a file outside of the renderers' folders
   * @param port of this machine on which somebody listens
   * @return what was tried, and how it ended
   */
  public Map<String, String> selfCheck(Path outside, int port) throws InterruptedException {
    var command = new Command.SelfCheck(desk.next(), outside.toString(), port);
    var place = QueuePlace.ofNode(Priority.INTERACTIVE);
    return CommandDesk.expected(
            Event.Checked.class,
            desk.tried(
                command,
                new WorkWords("checking its confinement", "checked its confinement"),
                place))
        .attempts();
  }

  /**
   * Begins nothing more: who waits or comes is told to come again later, and what has begun goes
   * on. To be called before {@link #close}.
   */
  public void end() {
    pool.queue().end();
  }

  /** Ends all renderers and waits for their end. Commands that wait or go on fail. */
  @Override
  public void close() {
    pool.close();
  }
}
