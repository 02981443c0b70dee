package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.integers;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelFile;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Luma networks that enlarge twice and work at half the size of their input: a convolution of
 * stride 2, one of 3x3, and a pixel shuffle by 4.
 */
public final class HalvingNetworks {
  private static final int CHANNELS = 16;

  private final GraphWriter writer;
  private final SplittableRandom random = new SplittableRandom(4);

  private HalvingNetworks(GraphWriter writer) {
    this.writer = writer;
  }

  /**
   * A network of random weights.
   *
   * @param kernel width of the first convolution: 1, 2, 4 or 5
   */
  public static ModelFile of(int kernel) {
    var model = TestNetworks.model();
    var writer = new GraphWriter(model.getGraphBuilder(), "t", TestNetworks.OPSET);
    var test = new HalvingNetworks(writer);
    var half = test.convolve("input", 1, kernel, 2, (kernel - 1) / 2);
    var phases = test.convolve(writer.node("Relu", List.of(half)), CHANNELS, 3, 1, 1);
    var large =
        writer.node("DepthToSpace", List.of(phases), integer("blocksize", 4), text("mode", "CRD"));
    return TestNetworks.finish(model, large, 1);
  }

  private String convolve(String x, int inputs, int kernel, int stride, int padding) {
    var weights = new float[CHANNELS * inputs * kernel * kernel];
    double spread = Math.sqrt(3.0 / (inputs * kernel * kernel));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextDouble(-1, 1.4) * spread);
    }
    return writer.node(
        "Conv",
        List.of(x, writer.constant(Tensors.floats(weights, CHANNELS, inputs, kernel, kernel))),
        integers("kernel_shape", kernel, kernel),
        integers("strides", stride, stride),
        integers("pads", padding, padding, padding, padding));
  }
}
