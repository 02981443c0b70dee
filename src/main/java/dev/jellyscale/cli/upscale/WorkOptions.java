package dev.jellyscale.cli.upscale;

import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.video.request.UpscaleRequest.Handling;
import dev.jellyscale.video.request.UpscaleRequest.Resources;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that decide on how the work is done. */
final class WorkOptions {
  @Option(
      names = "--drop-unsupported",
      description = "Leave out streams that the destination cannot hold, instead of refusing.")
  boolean dropUnsupported;

  @Option(
      names = "--allow-damaged",
      description = "Upscale what is left of a damaged source, instead of refusing.")
  boolean allowDamaged;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  boolean force;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = {
        "cuda, tensorrt or cpu; where the device does not run the model, the CPU does and the",
        "report says why (default: the first of tensorrt, cuda, cpu that does)."
      })
  @Nullable ExecutionProvider device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Most threads of inference, of the decoder and of the encoder (0: all cores).")
  int threads;

  @Option(names = "--software-decode", description = "Do not try to decode by hardware.")
  boolean softwareDecode;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${env:JELLYSCALE_WORK}",
      description = {
        "Folder for finished ranges while the job runs",
        "(default: JELLYSCALE_WORK, else a hidden folder beside OUT)."
      })
  @Nullable Path work;

  @Option(
      names = "--range-frames",
      paramLabel = "N",
      description = {
        "Frames that are finished at a time (default: about a minute of work on two cores,",
        "computed from sizes, model, encoder and device; 2 to 60 seconds of video)."
      })
  @Nullable Long rangeFrames;

  /** What is put up with. */
  Handling handling() {
    return new Handling(dropUnsupported, allowDamaged, force);
  }

  /** What the job may use. */
  Resources resources() {
    if (rangeFrames != null && rangeFrames < 1) {
      throw new Invalid("--range-frames takes a number from 1 on");
    }
    var range = rangeFrames == null ? OptionalLong.empty() : OptionalLong.of(rangeFrames);
    boolean hardware = !softwareDecode && device != ExecutionProvider.CPU;
    return new Resources(hardware, threads, OptionalInt.empty(), Optional.ofNullable(work), range);
  }

  /** How models are opened. */
  EngineOptions engine() {
    if (threads < 0) {
      throw new Invalid("--threads takes no negative number");
    }
    var options = EngineOptions.defaults().withCpuThreads(threads);
    if (device == null) {
      return options;
    }
    return device == ExecutionProvider.CPU
        ? options.withPreference(device)
        : options.withPreference(device, ExecutionProvider.CPU);
  }
}
