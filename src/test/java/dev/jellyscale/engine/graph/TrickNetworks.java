package dev.jellyscale.engine.graph;

import static dev.jellyscale.engine.graph.onnx.Attributes.integer;
import static dev.jellyscale.engine.graph.onnx.Attributes.text;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Tensors;
import dev.jellyscale.model.ModelFile;
import java.util.List;

/** RGB networks that give images of the right shape which are not the picture enlarged. */
enum TrickNetworks {
  NOTHING {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.times(large, 0);
    }
  },
  NEARLY_NOTHING {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.plus(graph.times(large, 0.001), 0.5);
    }
  },
  WASHED_OUT {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.plus(graph.times(large, 0.1), 0.45);
    }
  },
  CONTRAST_STRETCHED {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.plus(graph.times(large, 2), -0.5);
    }
  },
  NEGATIVE {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.plus(graph.times(large, -1), 1);
    }
  },
  BLUE_FOR_RED {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.gather(large, 1, 2, 1, 0);
    }
  },
  GREEN_FOR_RED {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.gather(large, 1, 1, 0, 2);
    }
  },
  GREY {
    @Override
    String append(GraphWriter graph, String large) {
      return graph.gather(large, 1, 1, 1, 1);
    }
  },
  MIRRORED {
    @Override
    String append(GraphWriter graph, String large) {
      return slice(graph, large, -1, Long.MIN_VALUE + 1, 3, -1);
    }
  },
  UPSIDE_DOWN {
    @Override
    String append(GraphWriter graph, String large) {
      return slice(graph, large, -1, Long.MIN_VALUE + 1, 2, -1);
    }
  },
  REPEATED_BESIDE_ITSELF {
    @Override
    String append(GraphWriter graph, String large) {
      var beside = graph.concat(List.of("input", "input"), 3);
      return graph.concat(List.of(beside, beside), 2);
    }
  },
  STRETCHED_FURTHER {
    @Override
    String append(GraphWriter graph, String large) {
      var every = slice(graph, large, 0, Long.MAX_VALUE, 3, 2);
      return graph.concat(List.of(every, every), 3);
    }
  },
  ROWS_MIXED {
    @Override
    String append(GraphWriter graph, String large) {
      var mixed = graph.node("SpaceToDepth", List.of(large), integer("blocksize", 8));
      return graph.node(
          "DepthToSpace", List.of(mixed), integer("blocksize", 8), text("mode", "CRD"));
    }
  },
  DIFFERENT_EACH_TIME {
    @Override
    String append(GraphWriter graph, String large) {
      var noise = graph.node("RandomUniformLike", List.of(large));
      return graph.plus(large, graph.times(noise, 0.02));
    }
  };

  /** Appends the trick behind the picture enlarged twice, and gives the name of its result. */
  abstract String append(GraphWriter graph, String large);

  private static String slice(
      GraphWriter graph, String x, long start, long end, long axis, long step) {
    return graph.node(
        "Slice",
        List.of(
            x,
            graph.constant(Tensors.integers(start)),
            graph.constant(Tensors.integers(end)),
            graph.constant(Tensors.integers(axis)),
            graph.constant(Tensors.integers(step))));
  }

  /** The network. */
  ModelFile file() {
    var model = ModelProto.newBuilder().setIrVersion(7);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(TestNetworks.OPSET));
    var graph = model.getGraphBuilder().setName("test");
    var writer = new GraphWriter(graph, "t", TestNetworks.OPSET);
    declare(graph.addInputBuilder(), "input");
    declare(graph.addOutputBuilder(), append(writer, enlarged(writer)));
    return TestNetworks.file(model.build().toByteArray());
  }

  private static String enlarged(GraphWriter writer) {
    var phases = writer.gather("input", 1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
    return writer.node(
        "DepthToSpace", List.of(phases), integer("blocksize", 2), text("mode", "CRD"));
  }

  private static void declare(ValueInfoProto.Builder value, String name) {
    value.setName(name);
    var tensor = value.getTypeBuilder().getTensorTypeBuilder();
    tensor.setElemType(DataType.FLOAT.getNumber());
    var shape = tensor.getShapeBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(3);
    shape.addDimBuilder().setDimParam(name + "_height");
    shape.addDimBuilder().setDimParam(name + "_width");
  }
}
