package dev.jellyscale.api.upscaler.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.recommend.Recommendation;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.protocol.wire.LibraryFacts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the machine at a moment, in the facade's words. */
@Singleton
class MachineFacts {
  private static final System.Logger LOG = System.getLogger(MachineFacts.class.getName());
  private static final String NONE = "none";
  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;
  private static final int USUAL_WIDTH = 640;

  private final NodeFacts facts;
  private final NodeModels models;
  private final Recommendation recommendation;

  MachineFacts(NodeFacts facts, NodeModels models, Recommendation recommendation) {
    this.facts = facts;
    this.models = models;
    this.recommendation = recommendation;
  }

  HardwareProfile profile() {
    var device = facts.device();
    var gpu = facts.gpus().gpus().stream().findFirst();
    var name = gpu.map(Gpu::name).orElse(NONE);
    var advice = recommendation.answer();
    boolean cuda = device.offers(ExecutionProvider.CUDA);
    return new HardwareProfile(
        gpu.map(_ -> "NVIDIA").orElse(NONE),
        name,
        name,
        facts.gpus().driver().orElse(NONE),
        gpu.map(one -> one.memory().totalMib().orElse(0)).orElse(0L),
        Runtime.getRuntime().availableProcessors(),
        memory() / MEBIBYTE,
        freeDisk() / GIBIBYTE,
        cuda,
        false,
        false,
        facts.canWork(),
        cuda,
        false,
        Instant.now().toString(),
        device.providers(),
        List.of(),
        "not used",
        advice.recommendedModel(),
        advice.recommendedScale(),
        facts.slots().size(),
        measured(),
        device.whyNoGpu());
  }

  OptimalSettings settings() {
    var advice = recommendation.answer();
    var model = advice.recommendedModel();
    return new OptimalSettings(
        model,
        advice.recommendedScale(),
        OptimalSettings.resolution(view(model)),
        OptimalSettings.NOT_APPLICABLE,
        facts.device().usingGpu(),
        false,
        OptimalSettings.NONE,
        facts.slots().size(),
        advice.reason());
  }

  HardwareReport report() {
    var gpus = facts.gpus();
    var libraries = facts.renderer().map(hello -> hello.libraries());
    return new HardwareReport(
        gpus.problem().isPresent() ? Optional.empty() : Optional.of(!gpus.gpus().isEmpty()),
        true,
        libraries.isPresent(),
        "bundled",
        libraries.map(LibraryFacts::ffmpeg),
        libraries.map(LibraryFacts::onnxRuntime),
        System.getProperty("os.name"),
        ProgramVersion.VALUE);
  }

  private Optional<ModelView> view(String model) {
    return facts.models().stream().filter(view -> view.id().equals(model)).findFirst();
  }

  private double measured() {
    return facts
        .currentModel()
        .flatMap(this::view)
        .flatMap(
            view ->
                view.speeds().stream().filter(speed -> speed.width() == USUAL_WIDTH).findFirst())
        .map(ModelView.Speed::framesPerSecond)
        .orElse(0.0);
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private long freeDisk() {
    try {
      var folder = Optional.<Path>of(models.handOver());
      while (folder.isPresent() && !Files.exists(folder.get())) {
        folder = folder.map(Path::getParent);
      }
      return folder.isEmpty() ? 0 : Files.getFileStore(folder.get()).getUsableSpace();
    } catch (IOException | JellyscaleException e) {
      LOG.log(Level.DEBUG, "The room in the work directory is not known", e);
      return 0;
    }
  }
}
