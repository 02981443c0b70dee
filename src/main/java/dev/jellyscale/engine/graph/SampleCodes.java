package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.jellyscale.engine.graph.PlanePort.Element;
import dev.jellyscale.engine.graph.colour.CodeScale;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.engine.graph.onnx.Tensors;
import java.util.List;

/**
 * Turns samples of one depth into values and back. In memory 8 bits are bytes, 9 to 15 bits are
 * 16-bit integers, and 16 bits are pairs of bytes, since ONNX Runtime for Java has no unsigned
 * 16-bit tensors; images of such pairs are twice as wide as they say.
 *
 * @param apart whether rounding has to be kept apart from the network: between nodes of 8 bits in
 *     it and QuantizeLinear behind it, ONNX Runtime takes a last convolution of floating point for
 *     a quantised one, too, and rounds its weights
 */
record SampleCodes(GraphWriter graph, int depth, boolean apart) {
  private static final int BYTE_BITS = 8;
  private static final int PAIR_BITS = 16;

  Element element() {
    return depth == BYTE_BITS || depth == PAIR_BITS ? Element.UINT8 : Element.INT16;
  }

  /** Elements of a sample. */
  int elements() {
    return depth == PAIR_BITS ? 2 : 1;
  }

  /** Values of the samples that lie in memory. */
  Image decode(Image memory, CodeScale scale) {
    // Never by DequantizeLinear: ONNX Runtime takes a convolution between that and QuantizeLinear
    // for a quantised one and rounds its weights to 8 bits.
    var values = depth == PAIR_BITS ? joinPairs(memory) : graph.cast(memory.name(), DataType.FLOAT);
    return memory.named(graph.times(graph.plus(values, -scale.zero()), 1 / scale.step()));
  }

  /** Nearest codes, saturated; they may be moved about before {@link #store}. */
  Image encode(Image values, CodeScale scale) {
    if (depth == BYTE_BITS && !apart) {
      return values.named(graph.quantise(values.name(), scale.step(), scale.zero()));
    }
    var codes = graph.plus(graph.times(values.name(), scale.step()), scale.zero());
    var rounded = graph.roundWithin(codes, (1 << depth) - 1);
    return values.named(
        switch (depth) {
          case BYTE_BITS -> graph.cast(rounded, DataType.UINT8);
          case PAIR_BITS -> rounded;
          default -> graph.cast(rounded, DataType.INT16);
        });
  }

  /** Codes as they lie in memory. */
  Image store(Image codes) {
    return depth == PAIR_BITS ? codes.named(splitPairs(codes)) : codes;
  }

  private String joinPairs(Image memory) {
    var pairs =
        graph.reshape(
            memory.name(), memory.images(), memory.channels(), memory.height(), memory.width(), 2);
    var weights = graph.constant(Tensors.floats(new float[] {1, 256}, 2, 1));
    var codes = graph.node("MatMul", List.of(graph.cast(pairs, DataType.FLOAT), weights));
    return graph.reshape(
        codes, memory.images(), memory.channels(), memory.height(), memory.width());
  }

  private String splitPairs(Image codes) {
    var high = graph.node("Floor", List.of(graph.times(codes.name(), 1.0 / 256)));
    var low = graph.minus(codes.name(), graph.times(high, 256));
    long samples = (long) codes.images() * codes.channels() * codes.height() * codes.width();
    var pairs =
        graph.concat(
            List.of(
                graph.reshape(graph.cast(low, DataType.UINT8), samples, 1),
                graph.reshape(graph.cast(high, DataType.UINT8), samples, 1)),
            1);
    return graph.reshape(
        pairs, codes.images(), codes.channels(), codes.height(), 2L * codes.width());
  }
}
