package dev.jellyscale.api.service.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.api.service.machine.Gpu;
import dev.jellyscale.api.service.status.DeviceUse;

/** How strong the device is that does the work, in the contract's words. */
public enum Tier {
  @JsonProperty("strong-gpu")
  STRONG_GPU("A GPU with 11 GiB or more does the work."),
  @JsonProperty("mid-gpu")
  MID_GPU("A GPU does the work."),
  @JsonProperty("strong-cpu")
  STRONG_CPU("The processor does the work, and has 8 cores or more."),
  @JsonProperty("weak-cpu")
  WEAK_CPU("The processor does the work, and has fewer than 8 cores.");

  private static final long MUCH_MEMORY_MIB = 11 << 10;
  private static final int MANY_CORES = 8;

  private final String sentence;

  Tier(String sentence) {
    this.sentence = sentence;
  }

  /** Why it is this one. */
  String sentence() {
    return sentence;
  }

  /** The tier of what really does the work; a GPU that is not used counts for nothing. */
  static Tier of(DeviceUse device, int cores) {
    if (device.usingGpu()) {
      long most =
          device.gpus().gpus().stream()
              .map(Gpu::memory)
              .mapToLong(memory -> memory.totalMib().orElse(0))
              .max()
              .orElse(0);
      return most >= MUCH_MEMORY_MIB ? STRONG_GPU : MID_GPU;
    }
    return cores >= MANY_CORES ? STRONG_CPU : WEAK_CPU;
  }
}
