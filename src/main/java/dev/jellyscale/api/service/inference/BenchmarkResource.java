package dev.jellyscale.api.service.inference;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.form.FieldText;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** Measures the model that is loaded. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BenchmarkResource {
  private static final Size USUAL = new Size(640, 360);
  private static final Size SMALLEST = new Size(64, 64);
  private static final Size LARGEST = new Size(1920, 1080);
  private static final double MILLIS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CurrentModel current;
  private final Supervisor supervisor;
  private final CurrentCaller caller;
  private final NodeModels models;

  BenchmarkResource(
      CurrentModel current, Supervisor supervisor, CurrentCaller caller, NodeModels models) {
    this.current = current;
    this.models = models;
    this.supervisor = supervisor;
    this.caller = caller;
  }

  /** How fast pictures of 640x360 are inferred. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Benchmark(
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
  record FrameBenchmark(
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

  /** Measures the model at 640x360; recommendations know it from then on. */
  @GET
  @Path("/benchmark")
  public Benchmark benchmark() throws InterruptedException {
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

  /** Measures the model at the size that a player captures, within 64x64 and 1920x1080. */
  @GET
  @Path("/benchmark-frame")
  public FrameBenchmark benchmarkFrame(
      @QueryParam("width") @DefaultValue("480") String width,
      @QueryParam("height") @DefaultValue("270") String height)
      throws InterruptedException {
    long columns = FieldText.integer("query", "width", width);
    long rows = FieldText.integer("query", "height", height);
    var size =
        new Size(
            Math.clamp(columns, SMALLEST.width(), LARGEST.width()),
            Math.clamp(rows, SMALLEST.height(), LARGEST.height()));
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
          place,
          (model, source) ->
              new Measured(model, supervisor.benchmark(source, List.of(size), place).getFirst()));
    } catch (JellyscaleException e) {
      throw PictureFailures.answer(e, 400);
    }
  }
}
