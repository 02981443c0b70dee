package dev.jellyscale.engine.device;

import ai.onnxruntime.OrtEnvironment;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import java.util.List;

/** What is known of the ONNX Runtime libraries that are loaded. */
public final class RuntimeBuild {
  private RuntimeBuild() {}

  /** Its version, such as {@code 1.28.0}. */
  public static String version() {
    return SharedEnvironment.get().getVersion();
  }

  /** Names of the execution providers that were compiled in, whether or not they can run here. */
  public static List<String> compiledProviders() {
    return OrtEnvironment.getAvailableProviders().stream().map(Enum::name).sorted().toList();
  }
}
