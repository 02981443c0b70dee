package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * The machine in the words of the facade's callers.
 *
 * @param gpuVendor {@code none} without a GPU, as the other names
 * @param vramMB memory of the first GPU in MiB; 0 without one, or where the driver does not tell
 * @param systemRamMB memory that this process may see, in MiB
 * @param tempDiskSpaceGB free on the disk of the work directory, in GiB; 0 where there is none
 * @param supportsDirectML false, as is everything of Windows and of OpenCV
 * @param serviceAvailable whether work would be taken now
 * @param cudaAvailable whether CUDA is compiled in and was not found unable to run here
 * @param detectionTime now; ISO 8601, UTC
 * @param availableProviders of ONNX Runtime that can be used here
 * @param availableHwAccels empty: videos are decoded and encoded by the processor
 * @param benchmarkFps frames of 640x360 a second that the loaded model was measured at; 0 before
 * @param gpuUnusedReason why no GPU does the work; null where one does
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record HardwareProfile(
    String gpuVendor,
    String gpuModel,
    String gpuName,
    String driverVersion,
    long vramMB,
    int cpuCores,
    long systemRamMB,
    long tempDiskSpaceGB,
    boolean supportsCUDA,
    boolean supportsDirectML,
    boolean openCVSupportsCUDA,
    boolean serviceAvailable,
    boolean cudaAvailable,
    boolean directMlAvailable,
    String detectionTime,
    List<String> availableProviders,
    List<String> availableHwAccels,
    String openCVInfo,
    String recommendedModel,
    int recommendedScale,
    int maxConcurrentStreams,
    double benchmarkFps,
    Optional<String> gpuUnusedReason) {}
