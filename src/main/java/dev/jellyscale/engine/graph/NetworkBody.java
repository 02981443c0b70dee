package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.engine.graph.onnx.Phases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes of a network inside a wrapper. A pixel shuffle that ends the network is left out, so
 * that the wrapper may quantise before it.
 */
final class NetworkBody {
  private final Network network;
  private final ModelContract contract;
  private final GraphWriter graph;
  private final Set<String> initializers = new HashSet<>();

  NetworkBody(Network network, GraphWriter graph) {
    this.network = network;
    this.contract = network.contract();
    this.graph = graph;
    contract.model().getGraph().getInitializerList().forEach(i -> initializers.add(i.getName()));
    contract
        .model()
        .getGraph()
        .getSparseInitializerList()
        .forEach(i -> initializers.add(i.getValues().getName()));
  }

  /** Appends the network; call it once. */
  Phases apply(Image input) {
    var x = converted(input.name(), DataType.FLOAT, contract.inputType());
    var results = new ArrayList<String>();
    // A network that takes one image at a time is there once for each.
    int copies = network.batches() ? 1 : input.images();
    for (var part : graph.split(x, 0, copies, 1)) {
      results.add(append(part, results.isEmpty() ? "" : graph.freshName() + "_"));
    }
    var result = converted(graph.concat(results, 0), contract.outputType(), DataType.FLOAT);
    int block = contract.shuffle().map(ModelContract.Shuffle::block).orElse(1);
    var image =
        new Image(
            result,
            input.images(),
            input.channels() * block * block,
            input.height() * network.scale() / block,
            input.width() * network.scale() / block);
    boolean blocksFirst = contract.shuffle().map(ModelContract.Shuffle::blocksFirst).orElse(false);
    return new Phases(image, block, block, blocksFirst);
  }

  private String converted(String x, DataType from, DataType to) {
    return from == to ? x : graph.cast(x, to);
  }

  private String append(String input, String prefix) {
    var last = contract.shuffle().map(ModelContract.Shuffle::input).orElse(contract.output());
    for (var node : contract.model().getGraph().getNodeList()) {
      if (contract.shuffle().isEmpty() || !node.getOutputList().contains(contract.output())) {
        graph.append(renamed(node, input, prefix));
      }
    }
    return name(last, input, prefix);
  }

  private NodeProto renamed(NodeProto node, String input, String prefix) {
    return node.toBuilder()
        .setName(node.getName().isEmpty() ? "" : prefix + node.getName())
        .clearInput()
        .addAllInput(names(node.getInputList(), input, prefix))
        .clearOutput()
        .addAllOutput(names(node.getOutputList(), input, prefix))
        .build();
  }

  private List<String> names(List<String> names, String input, String prefix) {
    return names.stream().map(name -> name(name, input, prefix)).toList();
  }

  private String name(String name, String input, String prefix) {
    if (name.equals(contract.input())) {
      return input;
    }
    return name.isEmpty() || initializers.contains(name) ? name : prefix + name;
  }
}
