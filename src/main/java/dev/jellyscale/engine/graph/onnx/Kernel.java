package dev.jellyscale.engine.graph.onnx;

/**
 * A convolution that a wrapper makes itself.
 *
 * @param weights output channels, input channels of a group, rows, columns
 * @param bias one for each output channel
 * @param groups into which the channels are divided
 * @param rowStride rows between neighbouring outputs
 * @param columnStride columns between neighbouring outputs
 */
public record Kernel(
    float[][][][] weights, float[] bias, int groups, int rowStride, int columnStride) {

  public int outputs() {
    return weights.length;
  }

  public int rows() {
    return weights[0][0].length;
  }

  public int columns() {
    return weights[0][0][0].length;
  }

  public long[] shape() {
    return new long[] {outputs(), weights[0].length, rows(), columns()};
  }

  /** All weights, last index fastest. */
  float[] flat() {
    var flat = new float[outputs() * weights[0].length * rows() * columns()];
    int at = 0;
    for (var output : weights) {
      for (var input : output) {
        for (var row : input) {
          System.arraycopy(row, 0, flat, at, row.length);
          at += row.length;
        }
      }
    }
    return flat;
  }
}
