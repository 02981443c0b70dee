package dev.jellyscale.engine.device;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Options of ONNX Runtime's TensorRT execution provider.
 *
 * @param device number of the GPU, from 0
 * @param fp16 whether layers may compute in half precision: about twice as fast, and not
 *     bit-identical to the model
 * @param engineCache folder for built engines, which makes every later start of a model a matter of
 *     seconds instead of minutes; the caller makes it and trusts its content; empty: none is kept
 * @param workspaceLimitBytes device memory that a layer may use while it runs; empty: TensorRT
 *     decides
 */
public record TensorRtOptions(
    int device, boolean fp16, Optional<Path> engineCache, OptionalLong workspaceLimitBytes) {

  public TensorRtOptions {
    if (device < 0) {
      throw new IllegalArgumentException("device=" + device + " is no number of a GPU");
    }
    if (workspaceLimitBytes.isPresent() && workspaceLimitBytes.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "workspaceLimitBytes=" + workspaceLimitBytes.getAsLong() + " leaves no memory");
    }
  }

  /** The first GPU in half precision, without a cache. */
  public static TensorRtOptions defaults() {
    return new TensorRtOptions(0, true, Optional.empty(), OptionalLong.empty());
  }

  /** By the keys of ONNX Runtime's {@code OrtTensorRTProviderOptionsV2}. */
  Map<String, String> keys() {
    var keys = new LinkedHashMap<String, String>();
    keys.put("device_id", Integer.toString(device));
    keys.put("trt_fp16_enable", fp16 ? "1" : "0");
    workspaceLimitBytes.ifPresent(
        limit -> keys.put("trt_max_workspace_size", Long.toString(limit)));
    engineCache.ifPresent(
        folder -> {
          keys.put("trt_engine_cache_enable", "1");
          keys.put("trt_engine_cache_path", folder.toString());
          keys.put("trt_timing_cache_enable", "1");
          keys.put("trt_timing_cache_path", folder.toString());
        });
    return keys;
  }
}
