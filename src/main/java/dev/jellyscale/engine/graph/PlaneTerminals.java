package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.engine.graph.PlanePort.Element;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.frame.PixelFormat;
import java.util.ArrayList;
import java.util.List;

/** Inputs and outputs of a graph under construction, in plane order. */
final class PlaneTerminals {
  private final GraphSpec spec;
  private final GraphProto.Builder graph;
  private final GraphWriter writer;
  private final List<PlanePort> inputs = new ArrayList<>();
  private final List<PlanePort> outputs = new ArrayList<>();

  PlaneTerminals(GraphSpec spec, GraphProto.Builder graph, GraphWriter writer) {
    this.spec = spec;
    this.graph = graph;
    this.writer = writer;
  }

  /** Declares all inputs and gives them as they lie in memory. */
  List<Image> inputs(SampleCodes codes) {
    var images = new ArrayList<Image>();
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var image =
          new Image(
              writer.freshName(),
              spec.batch(),
              1,
              spec.in().planeHeight(plane, spec.height()),
              spec.in().planeWidth(plane, spec.width()));
      var port = port(image, codes);
      inputs.add(port);
      graph.addInput(declaration(port));
      images.add(image);
    }
    return images;
  }

  /** Declares the next output: codes that no other output has. */
  void output(SampleCodes codes, Image image) {
    pass(codes, codes.store(image));
  }

  /** Declares the next output: a plane as it lies in memory. */
  void pass(SampleCodes codes, Image memory) {
    var own = memory.named(writer.identity(memory.name()));
    var port = port(own, codes);
    outputs.add(port);
    graph.addOutput(declaration(port));
  }

  /** The finished graph. */
  PlaneGraph toGraph(byte[] onnx) {
    return new PlaneGraph(onnx, inputs, outputs);
  }

  private static PlanePort port(Image image, SampleCodes codes) {
    return new PlanePort(
        image.name(),
        codes.element(),
        new long[] {image.images(), 1, image.height(), (long) image.width() * codes.elements()});
  }

  private static ValueInfoProto declaration(PlanePort port) {
    var value = ValueInfoProto.newBuilder().setName(port.name());
    var type = value.getTypeBuilder().getTensorTypeBuilder();
    var element = port.element() == Element.UINT8 ? DataType.UINT8 : DataType.INT16;
    type.setElemType(element.getNumber());
    for (long length : port.shape()) {
      type.getShapeBuilder().addDim(Dimension.newBuilder().setDimValue(length));
    }
    return value.build();
  }
}
