package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * Versions and devices.
 *
 * @param gpuAvailable whether the driver knows a GPU; null where it cannot be asked
 * @param gpuAccelerationRequested true: a GPU is used where there is one that works
 * @param ffmpegAvailable whether a renderer has told of its FFmpeg
 * @param ffmpegPath {@code bundled}: it is a library of ours, and no path is told
 * @param onnxRuntime its version; null before the first renderer
 * @param pluginVersion of this program
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record HardwareReport(
    Optional<Boolean> gpuAvailable,
    boolean gpuAccelerationRequested,
    @JsonProperty("FFmpegAvailable") boolean ffmpegAvailable,
    @JsonProperty("FFmpegPath") String ffmpegPath,
    @JsonProperty("FFmpegVersion") Optional<String> ffmpegVersion,
    Optional<String> onnxRuntime,
    String platform,
    String pluginVersion) {}
