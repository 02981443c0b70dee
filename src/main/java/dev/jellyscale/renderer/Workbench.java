package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.protocol.wire.Command;
import dev.jellyscale.protocol.wire.Event;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.renderer.picture.ReadyUpscalers;
import dev.jellyscale.video.still.StillPicture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Does one command after the other. Used by one thread at a time. */
final class Workbench {
  private static final String UNFORESEEN =
      "The renderer failed for a reason that the log of the node tells";

  /** Characters of the longest sentence about a failure. */
  private static final int LONGEST_SENTENCE = 4096;

  private final Engine engine = new Engine(EngineOptions.defaults());
  private final MemoryMeter memory =
      new MemoryMeter(new CudaWaking(new CudaMemory()), ResidentMemory::bytes);
  private final OpenModels models = new OpenModels(engine, memory);
  private final ModelWork modelWork = new ModelWork(engine, models, memory);
  private final ReadyUpscalers ready = new ReadyUpscalers(engine);
  private final ImageWork imageWork = new ImageWork(models, ready);
  private final ProbedSources sources = new ProbedSources();
  private final RangeWork rangeWork = new RangeWork(engine, models, sources);
  private final JobWork jobWork = new JobWork(models, sources);

  /** Does a command. What goes wrong is the answer, errors of the JVM too: nobody waits in vain. */
  Event.Answer answer(Command.Work command, Task task) {
    try {
      task.requireWanted();
      return work(command, task);
    } catch (InterruptedException e) {
      return new Event.Cancelled(command.id());
    } catch (JellyscaleException e) {
      return task.cancelled()
          ? new Event.Cancelled(command.id())
          : failed(command, FailureKind.of(e), String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return task.cancelled() ? new Event.Cancelled(command.id()) : unforeseen(command, e);
    }
  }

  /** Its words may hold paths and pieces of files, so that only the log has them. */
  private static Event.Failed unforeseen(Command.Work command, Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return new Event.Failed(
        command.id(),
        FailureKind.ENGINE_FAILURE,
        UNFORESEEN,
        Optional.of(trace.toString()).map(Workbench::bounded));
  }

  /** What a model is called in a failure's sentence may be longer than any message. */
  private static Event.Failed failed(Command.Work command, FailureKind kind, String sentence) {
    return new Event.Failed(command.id(), kind, bounded(sentence));
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_SENTENCE));
  }

  private Event.Answer work(Command.Work command, Task task) throws InterruptedException {
    long id = command.id();
    switch (command) {
      case Command.Range _,
          Command.Plan _,
          Command.Check _,
          Command.Assemble _,
          Command.Still _ -> {}
      default -> rangeWork.close();
    }
    return switch (command) {
      case Command.Open open -> new Event.Opened(id, models.open(open.model()));
      case Command.Close close -> {
        ready.close(close.model());
        models.close(close.model());
        yield new Event.Done(id);
      }
      case Command.Probe probe -> new Event.Probed(id, modelWork.probe(probe.model()));
      case Command.Benchmark benchmark ->
          new Event.Benchmarked(
              id, modelWork.benchmark(benchmark.model(), benchmark.sizes(), task));
      case Command.SelfCheck check -> new Event.Checked(id, SelfCheck.run(check));
      case Command.Image image -> new Event.Pictured(id, imageWork.run(image.task(), task));
      case Command.Plan plan -> new Event.Planned(id, jobWork.plan(plan.task()));
      case Command.Check check -> new Event.CheckPassed(id, jobWork.check(check.task(), task));
      case Command.Assemble assemble ->
          new Event.Assembled(id, jobWork.assemble(assemble.task(), task));
      case Command.Still still -> new Event.StillMade(id, StillPicture.make(still.task()));
      case Command.Range range -> new Event.Rendered(id, rangeWork.run(range.task(), task));
    };
  }
}
