/** Writes ONNX: nodes, attributes, constants, in the form of the opset of the graph. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.graph.onnx;
