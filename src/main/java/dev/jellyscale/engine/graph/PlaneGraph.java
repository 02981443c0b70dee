package dev.jellyscale.engine.graph;

import java.util.List;

/**
 * A graph whose inputs and outputs are the planes of pictures, in the memory layout of {@link
 * dev.jellyscale.frame.Frame}. All its shapes are fixed.
 *
 * @param onnx the graph as an ONNX file
 * @param inputs the three planes of the input, in plane order
 * @param outputs the three planes of the output, in plane order
 */
public record PlaneGraph(byte[] onnx, List<PlanePort> inputs, List<PlanePort> outputs) {

  public PlaneGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
