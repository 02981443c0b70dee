package dev.jellyscale.api.service.gpus;

import dev.jellyscale.api.service.gpus.GpuVerifyAnswer.DeviceFolder;
import dev.jellyscale.api.service.gpus.GpuVerifyAnswer.InferenceTest;
import dev.jellyscale.api.service.gpus.GpuVerifyAnswer.Wsl;
import dev.jellyscale.api.service.logs.Redaction;
import dev.jellyscale.api.service.machine.Gpus;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.api.service.status.WorkTally;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that a GPU needs to be used. Starts no work of its own. */
@Singleton
public class GpuVerification {
  private static final int MOST_DEVICES = 64;

  private final NodeFacts facts;
  private final Gpus gpus;
  private final Redaction redaction;

  GpuVerification(NodeFacts facts, Gpus gpus, Redaction redaction) {
    this.facts = facts;
    this.gpus = gpus;
    this.redaction = redaction;
  }

  /** What is there, and what to do about what is not. */
  public GpuVerifyAnswer look() {
    var device = facts.device();
    var rows = GpusAnswer.of(facts.gpus()).gpus();
    return new GpuVerifyAnswer(
        device.compiledProviders(),
        device.activeProvider().stream().toList(),
        device.usingGpu(),
        device.hasGpuProvider(),
        0,
        rows,
        "not used: Jellyscale does not compute with OpenCL",
        redaction.cleanLines(gpus.words()),
        graphics(),
        wsl(),
        false,
        test(),
        device.whyNoGpu().map(this::tips).orElse(List.of()));
  }

  private static DeviceFolder graphics() {
    var folder = Path.of("/dev/dri");
    var names = new ArrayList<String>();
    try (var devices = Files.newDirectoryStream(folder)) {
      for (var device : devices) {
        if (names.size() < MOST_DEVICES) {
          names.add(String.valueOf(device.getFileName()));
        }
      }
      names.sort(null);
      return new DeviceFolder(true, names, Optional.empty());
    } catch (IOException _) {
      return new DeviceFolder(
          false, List.of(), Optional.of("Not there, and not needed: work on GPUs goes by CUDA"));
    }
  }

  private static Wsl wsl() {
    boolean here = Files.exists(Path.of("/dev/dxg"));
    return new Wsl(
        here,
        Files.isDirectory(Path.of("/usr/lib/wsl/lib")),
        System.getenv().getOrDefault("LD_LIBRARY_PATH", "").contains("/wsl/"),
        here ? "Linux inside of Windows: the driver is that of Windows" : "not WSL2");
  }

  private InferenceTest test() {
    return facts
        .tally()
        .last()
        .map(WorkTally.Last::seconds)
        .map(
            seconds ->
                new InferenceTest(
                    "ok", Optional.of(seconds * 1000), Optional.empty(), Optional.empty()))
        .orElseGet(
            () ->
                new InferenceTest(
                    "no_model_loaded",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("Nothing has been upscaled yet")));
  }

  private List<String> tips(String why) {
    var tips = new ArrayList<String>();
    tips.add(redaction.clean(why));
    if (!facts.device().hasGpuProvider()) {
      tips.add("Take the CUDA image, or build with JELLYSCALE_CUDA=1");
    }
    facts.gpus().problem().ifPresent(tips::add);
    tips.add("In a container, pass the GPU on: docker run --gpus all");
    return tips;
  }
}
