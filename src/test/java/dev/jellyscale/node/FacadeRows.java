package dev.jellyscale.node;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of the facade's contract: what is asked, and the fields that a good answer has. */
final class FacadeRows {
  private static final String USERS =
      """
      models | models.0.id models.0.name models.0.scale models.0.type models.0.category models.0.downloaded models.0.available models.0.loaded models.0.custom total
      status | status enablePlugin model scaleFactor qualityLevel hardwareAcceleration maxConcurrentStreams isProcessing version
      service-health | success available latencyMs currentModel usingGpu processingCount maxConcurrent providers
      """;

  private static final String ADMINISTRATORS =
      """
      tokens | tokens bootstrap_env
      recommend | tier recommended_model recommended_scale reason alternatives hardware.gpu hardware.cpu_cores
      models/importable | generated converter_available direct.0.id direct.0.kind direct.0.eligible direct.0.model_name direct.0.size_bytes convertible
      models/disk-usage | models_dir total_size_mb model_count models
      info | name version description author features
      hardware-info | GpuAvailable GpuAccelerationRequested FFmpegAvailable FFmpegPath OnnxRuntime Platform PluginVersion
      hardware-benchmark | success hardware.CudaAvailable hardware.DirectMlAvailable hardware.AvailableProviders recommendations.Reason recommendations.RecommendedModel system.ProcessorCount system.Architecture system.Platform system.IsContainer
      recommendations | success hardware.GpuVendor recommendations.RecommendedMaxResolution system.ProcessorCount
      hardware | GpuVendor GpuModel GpuName DriverVersion VramMB CpuCores SystemRamMB TempDiskSpaceGB SupportsCUDA SupportsDirectML OpenCVSupportsCUDA ServiceAvailable CudaAvailable DirectMlAvailable DetectionTime AvailableProviders AvailableHwAccels OpenCVInfo RecommendedModel RecommendedScale MaxConcurrentStreams BenchmarkFps
      cache/stats | TotalEntries TotalSize MaxSize HitRate TotalHits TotalMisses UsagePercentage
      settings/export | success pluginVersion exportDate settings.Model settings.SegmentLimits settings.RenderWindows
      fallback | success serviceAvailable currentModel usingGpu fallbackEnabled fallbackReason
      gpus | gpus total current_device_id
      gpu-verify | onnx_providers active_providers using_gpu gpu_requested nvidia_smi inference_test.status troubleshooting_tips
      health/detailed | status circuit_breaker.open gpu.healthy model.loaded metrics.total_jobs
      face-restore/status | face_restore_available available model_loaded current_model input_size providers models
      model-benchmark | model model_type scale input_size output_size avg_time_ms fps using_gpu
      benchmark-frame?width=128&height=72 | fps avg_time_ms model using_gpu capture_width capture_height output_width output_height
      """;

  private static final String DONE =
      """
      tokens?name=Hall&expiresDays=30 | | token info.id info.name info.prefix info.created info.expires_at info.expired info.last_used
      test | | success model scale quality hardwareAcceleration gpuModel supportsCUDA estimatedPerformance message
      benchmark | | success serviceAvailable message results.duration results.serviceAvailable results.systemInfo.ProcessorCount results.optimalSettings.RecommendedModel results.optimalSettings.RecommendedMaxResolution results.optimalSettings.RecommendedQuality results.optimalSettings.MaxConcurrentStreams results.modelPerformance results.resolutionPerformance results.timestamp
      models/import | {"id":"fsrcnn-x2"} | success status imported_as model_name scale license non_commercial size_bytes
      models/import-async | {"ID":"swift-x2"} | status job_id kind
      models/download-async | {"modelName":"fsrcnn-x2"} | status model job_id already_present substituted_by
      models/cleanup?max_age_days=9&dry_run=true | | dry_run to_delete kept freed_mb deleted_count
      service-config?max_concurrent=9 | | use_gpu max_concurrent gpu_device_id notes.0
      cache/clear | | success
      settings/import | {"settings":{"Model":"bicubic-x2"}} | success message skippedProperties
      """;

  private static final String MALFORMED =
      """
      models/load | {"model_name":".."} |
      models/load | {"model_name":"../evil"} |
      models/load | {} |
      models/load | {"model_name":"swift-x2","gpu_device_id":100} |
      models/load | [ |
      models/import | {"id":"a/b"} |
      models/import-async | {"id":".."} |
      models/download-async | {"modelName":"a b"} |
      models/cleanup?max_age_days=-1 |  |
      tokens |  |
      tokens?name=x&expiresDays=0 |  |
      service-config?max_concurrent=0 |  |
      settings/import | {"settings":3} |
      settings/import | {"settings":{"Model":".."}} |
      """;

  private FacadeRows() {}

  /** What any user may read: path, fields. */
  static Stream<Arguments> users() {
    return rows(USERS);
  }

  /** What administrators may read: path, fields. */
  static Stream<Arguments> administrators() {
    return rows(ADMINISTRATORS);
  }

  /** What administrators may do: path, JSON or nothing, fields. */
  static Stream<Arguments> done() {
    return rows(DONE);
  }

  /** What is refused: path, JSON or nothing. */
  static Stream<Arguments> malformed() {
    return rows(MALFORMED);
  }

  private static Stream<Arguments> rows(String table) {
    return table.lines().map(line -> Arguments.of(cells(line)));
  }

  private static @Nullable Object[] cells(String line) {
    return Arrays.stream(line.split("\\|"))
        .map(String::strip)
        .map(cell -> cell.isEmpty() ? null : cell)
        .toArray();
  }
}
