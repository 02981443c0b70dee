package dev.jellyscale.api.service.inference;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Measures the model that is loaded. */
@Singleton
public class Benchmarks {
  private static final Size USUAL = new Size(640, 360);
  private static final Size SMALLEST = new Size(64, 64);
  private static final Size LARGEST = new Size(1920, 1080);
  private static final double MILLIS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CurrentModel current;
  private final Supervisor supervisor;
  private final CurrentCaller caller;
  private final NodeModels models;

  Benchmarks(CurrentModel current, Supervisor supervisor, CurrentCaller caller, NodeModels models) {
    this.current = current;
    this.models = models;
    this.supervisor = supervisor;
    this.caller = caller;
  }

  /** How fast pictures of 640x360 are inferred. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Benchmark(
      String model,
      String modelType,
      int scale,
      String inputSize,
      String outputSize,
      double avgTimeMs,
      double fps,
      boolean usingGpu) {}

  /** How fast pictures of a player are inferred. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record FrameBenchmark(
      double fps,
      double avgTimeMs,
      String model,
      boolean usingGpu,
      int captureWidth,
      int captureHeight,
      int outputWidth,
      int outputHeight) {}

  private record Measured(CurrentModel.Chosen model, BenchmarkFacts facts) {
    double milliseconds() {
      return facts.framesPerSecond() > 0 ? MILLIS / facts.framesPerSecond() : 0;
    }

    boolean usingGpu() {
      return facts.device().provider() != ExecutionProvider.CPU;
    }

    Size output() {
      return new Size(
          facts.input().width() * model.scale(), facts.input().height() * model.scale());
    }
  }

  /**
   * Measures the model at 640x360; recommendations know it from then on.
   *
   * @throws dev.jellyscale.api.service.ServiceFailure if there is no model, or no renderer in time
   */
  public Benchmark usual() throws InterruptedException {
    var measured = measure(USUAL);
    models.registry().remember(measured.model().id(), List.of(measured.facts()));
    return new Benchmark(
        measured.model().id().value(),
        "onnx",
        measured.model().scale(),
        USUAL.toString(),
        measured.output().toString(),
        measured.milliseconds(),
        measured.facts().framesPerSecond(),
        measured.usingGpu());
  }

  /**
   * Measures the model at the size that a player captures, brought within 64x64 and 1920x1080.
   *
   * @throws dev.jellyscale.api.service.ServiceFailure if there is no model, or no renderer in time
   */
  public FrameBenchmark frame(long width, long height) throws InterruptedException {
    var size =
        new Size(
            Math.clamp(width, SMALLEST.width(), LARGEST.width()),
            Math.clamp(height, SMALLEST.height(), LARGEST.height()));
    var measured = measure(size);
    return new FrameBenchmark(
        measured.facts().framesPerSecond(),
        measured.milliseconds(),
        measured.model().id().value(),
        measured.usingGpu(),
        size.width(),
        size.height(),
        measured.output().width(),
        measured.output().height());
  }

  private Measured measure(Size size) throws InterruptedException {
    var place = QueuePlace.within(Priority.BATCH, caller.get().key(), PATIENCE);
    try {
      return current.with(
          current.require(),
          place,
          (model, source) ->
              new Measured(model, supervisor.benchmark(source, List.of(size), place).getFirst()));
    } catch (JellyscaleException e) {
      throw PictureFailures.answer(e, 400);
    }
  }
}
