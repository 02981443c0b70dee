package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.error.JellyscaleException.BadModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tries whether the sizes that a model declares are all that fixes its size. Then it is freed from
 * them and must still do the same: give the original's answer to a picture of the declared size,
 * and give it again where that picture is the corner of a larger one.
 */
public final class SizeRelease {
  private static final int GROWTH = 32;
  private static final List<Integer> FREED = List.of(0, 2, 3);

  private SizeRelease() {}

  /**
   * Frees a model.
   *
   * @param original run of the model as it is, which takes {@code small}
   * @param small picture of the declared size
   * @param field input pixels on each side that a pixel depends on, where that is finite
   * @return the freed model; empty if it does not do the same
   */
  public static Optional<ModelContract> of(TrialRun original, Picture small, OptionalInt field) {
    var large =
        Picture.noise(
            2, small.images(), small.channels(), small.height() + GROWTH, small.width() + GROWTH);
    var corner = large.corner(small.height(), small.width());
    var expected = original.run(corner);
    var freed = original.contract().with(freed(original.contract()));
    try (var run = original.of(freed)) {
      double tolerance = tolerance(freed);
      boolean same =
          run.tryRun(corner).filter(answer -> answer.isNear(expected, tolerance)).isPresent();
      boolean grows =
          run.tryRun(large)
              .filter(answer -> continues(answer, corner, expected, field, tolerance))
              .isPresent();
      return same && grows ? Optional.of(freed) : Optional.empty();
    } catch (BadModel e) {
      return Optional.empty(); // What is inside contradicts a free size.
    }
  }

  private static boolean continues(
      Picture answer, Picture corner, Picture expected, OptionalInt field, double tolerance) {
    int scale = expected.height() / corner.height();
    int rows = (corner.height() - field.orElse(corner.height())) * scale;
    int columns = (corner.width() - field.orElse(corner.width())) * scale;
    return answer.height() == expected.height() + GROWTH * scale
        && answer.width() == expected.width() + GROWTH * scale
        && (rows <= 0
            || columns <= 0
            || answer.corner(rows, columns).isNear(expected.corner(rows, columns), tolerance));
  }

  /** How far two answers of the same network may lie apart. */
  public static double tolerance(ModelContract contract) {
    return contract.outputType() == DataType.FLOAT16 ? 1e-2 : 1e-4;
  }

  private static ModelProto freed(ModelContract contract) {
    var model = contract.model().toBuilder();
    var graph = model.getGraphBuilder().clearValueInfo();
    free(graph, contract);
    return model.build();
  }

  private static void free(GraphProto.Builder graph, ModelContract contract) {
    for (int i = 0; i < graph.getInputCount(); i++) {
      if (graph.getInput(i).getName().equals(contract.input())) {
        free(graph.getInputBuilder(i), "in");
      }
    }
    free(graph.getOutputBuilder(0), "out");
  }

  private static void free(ValueInfoProto.Builder value, String name) {
    var shape = value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    for (int dimension : FREED) {
      if (dimension < shape.getDimCount()) {
        shape.getDimBuilder(dimension).setDimParam("jellyscale_" + name + dimension);
      }
    }
  }
}
