package dev.jellyscale.api.service.recommend;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.Processor;
import dev.jellyscale.api.service.machine.Remembered;
import dev.jellyscale.api.service.recommend.RecommendAnswer.Hardware;
import dev.jellyscale.api.service.status.DeviceUse;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses a model for films of a common kind on this machine. Kept for seconds. */
@Singleton
public class Recommendation {
  private static final Duration LIFE = Duration.ofSeconds(5);

  /** A film on small television, to be watched while it is upscaled, or else later. */
  private static final List<ModelRequest.Recommend> FILM =
      Stream.of(true, false)
          .map(
              live ->
                  new ModelRequest.Recommend(
                      1280, 720, 24, List.of(), false, live, Optional.empty()))
          .toList();

  private final NodeFacts facts;
  private final NodeModels models;
  private final Remembered<RecommendAnswer> answer = new Remembered<>(this::choose, LIFE);

  Recommendation(NodeFacts facts, NodeModels models) {
    this.facts = facts;
    this.models = models;
  }

  /** The model, and why. */
  public RecommendAnswer answer() {
    return answer.get();
  }

  private record Choice(String model, int scale, String reason) {}

  private RecommendAnswer choose() {
    var device = facts.device();
    var processor = Processor.ofThisMachine();
    var tier = Tier.of(device, processor.cores());
    var choice = measured().orElseGet(() -> byCatalogue(device));
    return new RecommendAnswer(
        tier,
        choice.model(),
        choice.scale(),
        tier.sentence() + " " + choice.reason(),
        alternatives(choice.model()),
        hardware(device, processor));
  }

  /** By what was measured on this node; empty where that says too little. */
  private Optional<Choice> measured() {
    var registry = models.ifThere();
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (var film : FILM) {
        if (registry.get().answer(film, Progress.UNHEARD) instanceof ModelAnswer.Recommended chosen
            && chosen.model().isPresent()) {
          return Optional.of(new Choice(chosen.model().get(), chosen.scale(), chosen.reason()));
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Choice byCatalogue(DeviceUse device) {
    var entry = Unmeasured.choice(Catalogue.shipped(), device.usingGpu());
    return new Choice(
        entry.id().value(),
        entry.scale(),
        entry.id()
            + (device.usingGpu()
                ? " is the best network that any GPU may run in good time"
                : " is the network that asks least of a processor")
            + "; speeds have not been measured here yet, or are too low: './jellyscale models"
            + " bench' and /benchmark measure them.");
  }

  private static List<String> alternatives(String chosen) {
    return Catalogue.shipped().entries().stream()
        .filter(entry -> entry.task() != Task.RESTORE)
        .map(entry -> entry.id().value())
        .filter(id -> !id.equals(chosen))
        .toList();
  }

  private static Hardware hardware(DeviceUse device, Processor processor) {
    var gpu = device.gpus().gpus().stream().findFirst();
    return new Hardware(
        gpu.map(Gpu::name).orElse("none"),
        device.usingGpu(),
        gpu.map(one -> one.memory().totalMib().orElse(0)).orElse(0L),
        processor.name(),
        processor.cores(),
        device.providers());
  }
}
