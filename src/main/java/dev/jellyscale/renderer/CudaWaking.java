package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.device.RuntimeBuild;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.renderer.DeviceMemory.Reading;
import java.util.Optional;

/**
 * A GPU that can be asked before the first model is opened. ONNX Runtime loads CUDA with the first
 * session, and without a figure from before nothing could be told of the first model; so the
 * smallest model is opened and closed once, which also keeps CUDA's own memory out of the measure.
 */
final class CudaWaking implements DeviceMemory {
  private static final String SMALLEST = "bicubic-x2";
  private static final FrameFormat SMALL = new FrameFormat(64, 64, OpenModels.PIXELS);

  private final DeviceMemory cuda;
  private boolean tried;

  CudaWaking(DeviceMemory cuda) {
    this.cuda = cuda;
  }

  @Override
  public Optional<Reading> read() {
    if (!tried) {
      tried = true;
      if (RuntimeBuild.compiledProviders().contains(ExecutionProvider.CUDA.name())) {
        wake();
      }
    }
    return cuda.read();
  }

  private static void wake() {
    var options = EngineOptions.defaults().withPreference(ExecutionProvider.CUDA);
    try (var engine = new Engine(options);
        var upscaler =
            engine.open(
                ModelLoader.load(SMALLEST), SMALL, OpenModels.COLOUR, OpenModels.PIXELS.depth())) {
      upscaler.device();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JellyscaleException e) {
      // No GPU runs it: the model that is asked for is about to find out, and tells the reason.
      System.err.println("renderer: no CUDA: " + e.getMessage());
    }
  }
}
