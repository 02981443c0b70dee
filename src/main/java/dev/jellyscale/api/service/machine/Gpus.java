package dev.jellyscale.api.service.machine;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The GPUs of this machine. Answers may wait for the driver and are kept for seconds. */
@Singleton
public class Gpus {

  /** Path of the program to ask, for machines that keep it elsewhere; empty where there is none. */
  static final String PROGRAM = "jellyscale.nvidia.smi";

  private static final Duration LIFE = Duration.ofSeconds(5);

  private final Optional<NvidiaSmi> program;
  private final Remembered<GpuReading> reading = new Remembered<>(this::find, LIFE);
  private final Remembered<String> words = new Remembered<>(this::findWords, LIFE);

  Gpus(Config config) {
    program =
        config
            .getOptionalValue(PROGRAM, String.class)
            .map(NvidiaSmi::at)
            .or(() -> NvidiaSmi.installed(System.getenv().getOrDefault("PATH", "")));
  }

  /** What the driver tells now, or told seconds ago. */
  public GpuReading reading() {
    return reading.get();
  }

  private GpuReading find() {
    return program
        .map(NvidiaSmi::read)
        .orElseGet(() -> GpuReading.failed("nvidia-smi is not installed"));
  }

  /** What nvidia-smi prints for a person, or why it prints nothing. */
  public String words() {
    return words.get();
  }

  private String findWords() {
    if (program.isEmpty()) {
      return "nvidia-smi is not installed";
    }
    try {
      return program.get().words();
    } catch (IOException e) {
      return "nvidia-smi does not tell: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "nvidia-smi was not waited for";
    }
  }
}
