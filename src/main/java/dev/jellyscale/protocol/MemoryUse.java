package dev.jellyscale.protocol;

import java.util.OptionalLong;

/**
 * Memory that a model takes.
 *
 * @param pool whose memory
 * @param bytes at least 0; only the size of its weights where nothing could be measured
 * @param measured whether the bytes were measured; a GPU does not always tell
 * @param deviceBytes all memory of the GPU; empty for a host, and where a GPU does not tell
 */
public record MemoryUse(Pool pool, long bytes, boolean measured, OptionalLong deviceBytes) {

  /** Memories that run out independently of each other. */
  public enum Pool {
    /** Main memory: what of the process is resident there. */
    HOST,
    /** The memory of a GPU. */
    DEVICE
  }

  public MemoryUse {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes=" + bytes + " is negative");
    }
  }

  /** So much resident memory. */
  public static MemoryUse host(long bytes) {
    return new MemoryUse(Pool.HOST, bytes, true, OptionalLong.empty());
  }

  /** So much of a GPU's memory. */
  public static MemoryUse device(long bytes, long deviceBytes) {
    return new MemoryUse(Pool.DEVICE, bytes, true, OptionalLong.of(deviceBytes));
  }

  /** The memory of a GPU that does not tell how much of it is free. */
  public static MemoryUse unknown(long weightBytes) {
    return new MemoryUse(Pool.DEVICE, weightBytes, false, OptionalLong.empty());
  }

  /** Both together. Where the pools differ it is the GPU's alone, which is the scarcer one. */
  public MemoryUse and(MemoryUse other) {
    if (pool != other.pool) {
      return pool == Pool.DEVICE ? this : other;
    }
    return new MemoryUse(
        pool,
        bytes + other.bytes,
        measured && other.measured,
        deviceBytes.isPresent() ? deviceBytes : other.deviceBytes);
  }
}
