package dev.jellyscale.engine;

import dev.jellyscale.engine.device.DeviceOptions;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;

/**
 * How models are opened.
 *
 * @param preference execution providers in descending order of preference, each at most once; the
 *     first that runs a model wins
 * @param devices how each kind of device is used
 * @param memory from which size on frames are cut into tiles
 * @param batching how many frames are on the device at once
 * @param limits beyond which neither tiles nor batches grow
 */
public record EngineOptions(
    List<ExecutionProvider> preference,
    DeviceOptions devices,
    MemoryBound memory,
    Batching batching,
    RunLimits limits) {

  public EngineOptions {
    preference = List.copyOf(preference);
    if (preference.isEmpty() || preference.stream().distinct().count() != preference.size()) {
      throw new IllegalArgumentException(
          "preference=" + preference + " is empty or repeats itself");
    }
  }

  /** TensorRT, then CUDA, then all cores of the CPU. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        List.of(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA, ExecutionProvider.CPU),
        DeviceOptions.defaults(),
        MemoryBound.defaults(),
        Batching.measured(),
        RunLimits.NONE);
  }

  /** The same with another preference. */
  public EngineOptions withPreference(ExecutionProvider... providers) {
    return new EngineOptions(List.of(providers), devices, memory, batching, limits);
  }

  /** The same with another preference. */
  public EngineOptions withPreference(List<ExecutionProvider> providers) {
    return new EngineOptions(providers, devices, memory, batching, limits);
  }

  /** The same with other devices. */
  public EngineOptions withDevices(DeviceOptions newDevices) {
    return new EngineOptions(preference, newDevices, memory, batching, limits);
  }

  /**
   * The same with another number of threads for a run on the CPU.
   *
   * @param threads 0 takes all cores
   */
  public EngineOptions withCpuThreads(int threads) {
    return withDevices(new DeviceOptions(devices.cuda(), devices.tensorRt(), threads));
  }

  /** The same with another memory bound. */
  public EngineOptions withMemory(MemoryBound newMemory) {
    return new EngineOptions(preference, devices, newMemory, batching, limits);
  }

  /** The same with other batching. */
  public EngineOptions withBatching(Batching newBatching) {
    return new EngineOptions(preference, devices, memory, newBatching, limits);
  }

  /** The same with other limits. */
  public EngineOptions withLimits(RunLimits newLimits) {
    return new EngineOptions(preference, devices, memory, batching, newLimits);
  }
}
