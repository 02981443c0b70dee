package dev.jellyscale.engine.graph;

import dev.jellyscale.engine.graph.onnx.CatmullRom;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.engine.graph.onnx.Kernel;
import dev.jellyscale.engine.graph.onnx.Phases;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.PixelFormat.Subsampling;

/** Resizes chroma planes where chroma samples lie beside luma samples in a known way. */
record ChromaFilter(GraphWriter graph, Subsampling subsampling, ChromaSiting siting) {
  private static final double MIDDLE = 0.5;
  private static final double ON_FIRST_OF_TWO = 0.25;
  private static final int REACH = CatmullRom.TAPS / 2;

  /**
   * Makes codes {@code scale} times as large. Luma grows around the middle of its pixels, so a
   * chroma sample that lies on the first of two luma columns moves with that column, an eighth of a
   * chroma sample to the left at scale 2.
   */
  Phases enlarge(Image planes, int scale, double gain, double offset) {
    var rows = CatmullRom.phases(scale, rowPosition(), rowPosition());
    var columns = CatmullRom.phases(scale, columnPosition(), columnPosition());
    return interpolate(planes, rows, columns, gain, offset);
  }

  /** Makes planes as large as luma; values become {@code value * gain + offset}. */
  Phases toLumaSize(Image planes, double gain, double offset) {
    var rows = CatmullRom.phases(subsampling.rows(), rowPosition(), MIDDLE);
    var columns = CatmullRom.phases(subsampling.columns(), columnPosition(), MIDDLE);
    return interpolate(planes, rows, columns, gain, offset);
  }

  private Phases interpolate(
      Image planes, double[][] rows, double[][] columns, double gain, double offset) {
    int block = rows.length * columns.length;
    var weights = new float[planes.channels() * block][][][];
    var bias = new float[weights.length];
    for (int output = 0; output < weights.length; output++) {
      int phase = output % block;
      weights[output] =
          new float[][][] {
            product(rows[phase / columns.length], columns[phase % columns.length], gain)
          };
      bias[output] = (float) offset;
    }
    var padded = graph.padEdges(planes.name(), REACH, REACH, REACH, REACH);
    var phases = graph.convolve(padded, new Kernel(weights, bias, planes.channels(), 1, 1));
    return new Phases(
        planes.withChannels(phases, weights.length), rows.length, columns.length, false);
  }

  /**
   * Makes two chroma planes from a picture as large as luma: each weighs the picture's channels by
   * one row of {@code matrix}, then values become {@code value * gain + offset}.
   */
  Image fromLumaSize(Image picture, double[][] matrix, double gain, double offset) {
    var rows = reducing(subsampling.rows(), rowPosition());
    var columns = reducing(subsampling.columns(), columnPosition());
    var weights = new float[matrix.length][picture.channels()][][];
    var bias = new float[matrix.length];
    for (int output = 0; output < matrix.length; output++) {
      for (int input = 0; input < picture.channels(); input++) {
        weights[output][input] = product(rows, columns, matrix[output][input] * gain);
      }
      bias[output] = (float) offset;
    }
    // Three taps begin one sample before the chroma sample's own.
    var padded = graph.padEdges(picture.name(), rows.length / 3, columns.length / 3, 0, 0);
    var kernel = new Kernel(weights, bias, 1, subsampling.rows(), subsampling.columns());
    return new Image(
        graph.convolve(padded, kernel),
        picture.images(),
        matrix.length,
        picture.height() / subsampling.rows(),
        picture.width() / subsampling.columns());
  }

  private static double[] reducing(int factor, double position) {
    if (factor == 1) {
      return new double[] {1};
    }
    return position == MIDDLE ? new double[] {0.5, 0.5} : new double[] {0.25, 0.5, 0.25};
  }

  private static float[][] product(double[] rows, double[] columns, double gain) {
    var product = new float[rows.length][columns.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        product[row][column] = (float) (rows[row] * columns[column] * gain);
      }
    }
    return product;
  }

  private double rowPosition() {
    boolean onFirst = subsampling.rows() == 2 && siting == ChromaSiting.TOP_LEFT;
    return onFirst ? ON_FIRST_OF_TWO : MIDDLE;
  }

  private double columnPosition() {
    boolean onFirst = subsampling.columns() == 2 && siting != ChromaSiting.CENTRE;
    return onFirst ? ON_FIRST_OF_TWO : MIDDLE;
  }
}
