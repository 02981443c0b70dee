package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.Processor;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;
import java.util.Optional;

/** The contract's answer to {@code GET /hardware}, and behind it why a GPU is not used. */
@JsonNaming(SnakeCaseStrategy.class)
record HardwareAnswer(
    GpuInUse gpu,
    Processor cpu,
    List<String> providers,
    boolean usingGpu,
    List<ListedGpu> gpuList,
    Optional<String> gpuUnusedReason,
    Library libraries) {

  /** The first GPU. */
  @JsonNaming(SnakeCaseStrategy.class)
  record GpuInUse(
      String name, String memory, boolean cudaAvailable, boolean tensorrtAvailable, int deviceId) {}

  /** One of the GPUs. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ListedGpu(
      int index, String name, String memory, String type, Optional<String> computeCapability) {}

  static HardwareAnswer of(NodeFacts facts) {
    var device = facts.device();
    var gpus = facts.gpus().gpus();
    var first = gpus.stream().findFirst();
    return new HardwareAnswer(
        new GpuInUse(
            first.map(Gpu::name).orElse("none"),
            first.map(gpu -> gpu.memory().words()).orElse("none"),
            device.offers(ExecutionProvider.CUDA),
            device.offers(ExecutionProvider.TENSORRT),
            0),
        Processor.ofThisMachine(),
        device.providers(),
        device.usingGpu(),
        gpus.stream().map(HardwareAnswer::listed).toList(),
        device.whyNoGpu(),
        Library.of(facts));
  }

  static ListedGpu listed(Gpu gpu) {
    return new ListedGpu(
        gpu.index(), gpu.name(), gpu.memory().words(), "nvidia", gpu.computeCapability());
  }
}
