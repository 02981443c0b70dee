package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.engine.graph.onnx.CatmullRom;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Kernel;
import java.util.List;

/**
 * The baseline that networks are compared with: plain bicubic interpolation (a = -0.5) written as a
 * luma model. Edges are repeated.
 */
final class BicubicModel {
  /** All of them. */
  static final List<String> IDS = List.of("bicubic-x2", "bicubic-x3", "bicubic-x4");

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private BicubicModel() {}

  /** The file of one of {@link #IDS}. */
  static byte[] onnx(String id) {
    int scale = IDS.indexOf(id) + 2;
    var model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("jellyscale")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
    var graph = model.getGraphBuilder().setName(id);
    graph.addInput(image("input", "height", "width"));
    graph.addOutput(image("output", "large_height", "large_width"));
    var writer = new GraphWriter(graph, "t", OPSET);
    int reach = CatmullRom.TAPS / 2;
    var padded = writer.padEdges("input", reach, reach, reach, reach);
    var phases = writer.convolve(padded, kernel(scale));
    var large =
        writer.node(
            "DepthToSpace", List.of(phases), integer("blocksize", scale), text("mode", "CRD"));
    var last = graph.getNodeBuilder(graph.getNodeCount() - 1);
    if (!last.getOutput(0).equals(large)) {
      throw new IllegalStateException("The pixel shuffle is not the last node");
    }
    last.setOutput(0, "output");
    return model.build().toByteArray();
  }

  private static Kernel kernel(int scale) {
    var phases = CatmullRom.phases(scale, 0.5, 0.5);
    var weights = new float[scale * scale][1][CatmullRom.TAPS][CatmullRom.TAPS];
    for (int output = 0; output < weights.length; output++) {
      for (int row = 0; row < CatmullRom.TAPS; row++) {
        for (int column = 0; column < CatmullRom.TAPS; column++) {
          double weight = phases[output / scale][row] * phases[output % scale][column];
          weights[output][0][row][column] = (float) weight;
        }
      }
    }
    return new Kernel(weights, new float[weights.length], 1, 1, 1);
  }

  private static ValueInfoProto image(String name, String height, String width) {
    var value = ValueInfoProto.newBuilder().setName(name);
    var type = value.getTypeBuilder().getTensorTypeBuilder();
    type.setElemType(DataType.FLOAT.getNumber());
    var shape = type.getShapeBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(1);
    shape.addDimBuilder().setDimParam(height);
    shape.addDimBuilder().setDimParam(width);
    return value.build();
  }
}
