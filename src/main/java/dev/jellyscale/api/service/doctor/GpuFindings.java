package dev.jellyscale.api.service.doctor;

import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.machine.GpuReading;
import dev.jellyscale.api.service.status.DeviceUse;
import java.util.List;
import java.util.stream.Collectors;

/** The four checks of the contract that are about GPUs. */
record GpuFindings(DeviceUse device, boolean driverLoaded) {

  List<Finding> all() {
    return List.of(backend(), active(), passthrough(), providers());
  }

  /** What the work is done by. */
  String backendName() {
    return device.usingGpu() ? "nvidia" : "cpu";
  }

  private Finding backend() {
    var detail = "Work is done by: " + backendName();
    return hasGpu() && !device.usingGpu()
        ? Finding.warn(
            "backend",
            detail + ", although this machine has " + names(),
            "See the check gpu_provider_active")
        : Finding.ok("backend", detail);
  }

  private Finding active() {
    var name = "gpu_provider_active";
    if (device.usingGpu()) {
      return Finding.ok(name, "The last work ran by " + device.activeProvider().orElse("a GPU"));
    }
    var why = device.whyNoGpu().orElse("");
    if (!hasGpu()) {
      return Finding.ok(name, "There is no GPU that could be used. " + why);
    }
    if (!device.hasGpuProvider()) {
      return Finding.warn(name, why, "Take the CUDA image, or build with JELLYSCALE_CUDA=1");
    }
    if (device.device().isEmpty()) {
      return Finding.warn(name, why, "Upscale a picture, or measure a model, and look again");
    }
    return Finding.fail(
        name,
        why,
        "Update the NVIDIA driver to one that knows CUDA 12.x, or see that the CUDA and cuDNN"
            + " libraries are found; then start the node again");
  }

  private Finding passthrough() {
    var name = "device_passthrough";
    if (hasGpu()) {
      return Finding.ok(name, "The driver tells of " + names());
    }
    var problem = device.gpus().problem().orElse("the driver knows no GPU");
    return driverLoaded
        ? Finding.warn(
            name,
            "An NVIDIA driver is loaded, but " + problem,
            "In a container, pass the GPU on: docker run --gpus all")
        : Finding.ok(name, "No GPU is passed on to this node: " + problem);
  }

  private Finding providers() {
    var name = "onnx_provider_pkg";
    if (device.compiled().isEmpty()) {
      return Finding.warn(
          name, "No renderer has started yet", "Load a model, or see the check renderer");
    }
    var detail = "ONNX Runtime has " + String.join(", ", device.compiled());
    return hasGpu() && !device.hasGpuProvider()
        ? Finding.warn(name, detail, "Take the CUDA image, or build with JELLYSCALE_CUDA=1")
        : Finding.ok(name, detail);
  }

  private boolean hasGpu() {
    return !device.gpus().gpus().isEmpty();
  }

  private String names() {
    GpuReading reading = device.gpus();
    return reading.gpus().stream().map(Gpu::name).collect(Collectors.joining(", "));
  }
}
