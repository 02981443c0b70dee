package dev.jellyscale.cli.bench;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Arrays;
import java.util.Optional;

/**
 * Model and device in the user's words; the same in both processes.
 *
 * @param model id of a shipped model, or path of an ONNX file
 * @param device {@code auto} for the best that runs, or the name of an execution provider
 */
record EngineChoice(String model, String device) {
  static final String AUTO = "auto";

  EngineChoice {
    if (!device.equals(AUTO) && provider(device).isEmpty()) {
      throw new Invalid("No device '" + device + "': it is auto, tensorrt, cuda or cpu");
    }
  }

  Engine open() {
    var options = EngineOptions.defaults();
    return new Engine(provider(device).map(options::withPreference).orElse(options));
  }

  private static Optional<ExecutionProvider> provider(String device) {
    return Arrays.stream(ExecutionProvider.values())
        .filter(provider -> provider.name().equalsIgnoreCase(device))
        .findFirst();
  }

  Network network() {
    return ModelLoader.load(model);
  }
}
