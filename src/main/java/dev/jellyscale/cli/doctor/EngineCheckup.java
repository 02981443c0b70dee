package dev.jellyscale.cli.doctor;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.device.RuntimeBuild;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.DeviceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ONNX Runtime, where it really runs a network, and the models that are shipped. */
final class EngineCheckup implements Checkup {
  private static final FrameFormat SMALL =
      new FrameFormat(64, 64, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final ColourDescription COLOUR =
      new ColourDescription(Matrix.BT709, Range.LIMITED, ChromaSiting.LEFT);

  @Override
  public List<Check> run() throws InterruptedException {
    var checks = new ArrayList<Check>();
    checks.add(
        Check.ok(
            "onnxruntime",
            RuntimeBuild.version()
                + " with "
                + String.join(", ", RuntimeBuild.compiledProviders())));
    for (var id : ModelLoader.shipped()) {
      model(id, checks);
    }
    return checks;
  }

  /** Opens a shipped model and, with the first of them, tells about the device that runs it. */
  private static void model(String id, List<Check> checks) throws InterruptedException {
    var name = "model " + id;
    try {
      var network = ModelLoader.load(id);
      if (checks.stream().noneMatch(check -> check.name().equals("inference"))) {
        checks.addAll(devices(network));
      }
      checks.add(Check.ok(name, "x" + network.scale() + ", sha256 " + network.file().sha256()));
    } catch (JellyscaleException e) {
      checks.add(Check.problem(name, String.valueOf(e.getMessage())));
    }
  }

  private static List<Check> devices(Network network) throws InterruptedException {
    try (var engine = new Engine(EngineOptions.defaults());
        var upscaler = engine.open(network, SMALL, COLOUR, SMALL.pixels().depth())) {
      return tell(upscaler.device());
    } catch (JellyscaleException e) {
      return List.of(Check.problem("inference", String.valueOf(e.getMessage())));
    }
  }

  private static List<Check> tell(DeviceFacts device) {
    var checks = new ArrayList<Check>();
    checks.add(Check.ok("inference", "runs by " + lowerCase(device.provider())));
    for (Map.Entry<? extends Enum<?>, String> refusal : device.refused().entrySet()) {
      checks.add(
          Check.ok(
              "provider " + lowerCase(refusal.getKey()), "does not run: " + refusal.getValue()));
    }
    return checks;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
