package dev.jellyscale.engine.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Options of ONNX Runtime's CUDA execution provider.
 *
 * @param device number of the GPU, from 0
 * @param memoryLimitBytes device memory that the provider's arena may hold; empty: all there is
 * @param search how the algorithm of a convolution is found
 * @param tf32 whether float32 convolutions may round their factors to 10 bits of mantissa, which is
 *     faster on Ampere and later and no longer bit-identical to float32
 */
public record CudaOptions(
    int device, OptionalLong memoryLimitBytes, CudnnSearch search, boolean tf32) {

  public CudaOptions {
    if (device < 0) {
      throw new IllegalArgumentException("device=" + device + " is no number of a GPU");
    }
    if (memoryLimitBytes.isPresent() && memoryLimitBytes.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "memoryLimitBytes=" + memoryLimitBytes.getAsLong() + " leaves no memory");
    }
  }

  /** The first GPU without a limit, algorithms searched for, without TF32. */
  public static CudaOptions defaults() {
    return new CudaOptions(0, OptionalLong.empty(), CudnnSearch.EXHAUSTIVE, false);
  }

  /** By the keys of ONNX Runtime's {@code OrtCUDAProviderOptionsV2}. */
  Map<String, String> keys() {
    var keys = new LinkedHashMap<String, String>();
    keys.put("device_id", Integer.toString(device));
    memoryLimitBytes.ifPresent(limit -> keys.put("gpu_mem_limit", Long.toString(limit)));
    // The arena would otherwise double itself and refuse the last gigabytes of a card.
    keys.put("arena_extend_strategy", "kSameAsRequested");
    keys.put("cudnn_conv_algo_search", search.name());
    keys.put("use_tf32", tf32 ? "1" : "0");
    return keys;
  }
}
