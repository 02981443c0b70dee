package dev.jellyscale.engine.device;

/**
 * How each kind of device is used.
 *
 * @param cpuThreads threads of a run on the CPU; 0 takes all cores
 */
public record DeviceOptions(CudaOptions cuda, TensorRtOptions tensorRt, int cpuThreads) {

  public DeviceOptions {
    if (cpuThreads < 0) {
      throw new IllegalArgumentException("cpuThreads=" + cpuThreads + " is no number of threads");
    }
  }

  /** The first GPU, or all cores. */
  public static DeviceOptions defaults() {
    return new DeviceOptions(CudaOptions.defaults(), TensorRtOptions.defaults(), 0);
  }

  int threads() {
    return cpuThreads > 0 ? cpuThreads : Runtime.getRuntime().availableProcessors();
  }
}
