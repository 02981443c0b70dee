package dev.jellyscale.engine;

import dev.jellyscale.protocol.ExecutionProvider;

/**
 * Memory that the layers of a network may take while they run. A frame that would take more is
 * inferred in tiles. The planes of frames and the weights come on top.
 *
 * @param cpuBytes on a CPU
 * @param gpuBytes on a GPU; where a card has less free, its own refusal makes the tiles smaller
 */
public record MemoryBound(long cpuBytes, long gpuBytes) {
  private static final long MIB = 1 << 20;
  private static final long DEFAULT_CPU = 64 * MIB;
  private static final long DEFAULT_GPU = 4096 * MIB;

  public MemoryBound {
    if (cpuBytes < 1 || gpuBytes < 1) {
      throw new IllegalArgumentException(
          "cpuBytes=" + cpuBytes + ", gpuBytes=" + gpuBytes + " leave no memory");
    }
  }

  /** 64 MiB on a CPU, 4 GiB on a GPU. */
  public static MemoryBound defaults() {
    return new MemoryBound(DEFAULT_CPU, DEFAULT_GPU);
  }

  long bytes(ExecutionProvider provider) {
    return provider == ExecutionProvider.CPU ? cpuBytes : gpuBytes;
  }
}
