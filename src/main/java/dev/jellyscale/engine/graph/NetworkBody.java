package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.inspect.ModelContract.Shuffle;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.engine.graph.onnx.Phases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  Phases apply(Image picture) {
    var input = enlarged(picture);
    var shuffle = contract.shuffle().filter(last -> dividesEvenly(last.block(), picture));
    var x = converted(input.name(), DataType.FLOAT, contract.inputType());
    var results = new ArrayList<String>();
    // A network that takes one image at a time is there once for each.
    int copies = network.batches() ? 1 : input.images();
    for (var part : graph.split(x, 0, copies, 1)) {
      var prefix = results.isEmpty() ? "" : graph.freshName() + "_";
      results.add(append(part, prefix, shuffle));
    }
    var result = converted(graph.concat(results, 0), contract.outputType(), DataType.FLOAT);
    int block = shuffle.map(Shuffle::block).orElse(1);
    int height = picture.height() * network.scale() / block;
    int width = picture.width() * network.scale() / block;
    if (input.height() != picture.height() || input.width() != picture.width()) {
      result = graph.crop(result, height, width);
    }
    int channels = picture.channels() * block * block;
    var image = new Image(result, picture.images(), channels, height, width);
    return new Phases(image, block, block, shuffle.map(Shuffle::blocksFirst).orElse(false));
  }

  /** Repeats the last row and column until the network takes the size. */
  private Image enlarged(Image picture) {
    int multiple = network.fixedSize().isPresent() ? 1 : network.sizeMultiple();
    int height = Math.ceilDiv(picture.height(), multiple) * multiple;
    int width = Math.ceilDiv(picture.width(), multiple) * multiple;
    var padded =
        graph.padEdges(picture.name(), 0, 0, height - picture.height(), width - picture.width());
    return new Image(padded, picture.images(), picture.channels(), height, width);
  }

  private boolean dividesEvenly(int block, Image picture) {
    return picture.height() * network.scale() % block == 0
        && picture.width() * network.scale() % block == 0;
  }

  private String converted(String x, DataType from, DataType to) {
    return from == to ? x : graph.cast(x, to);
  }

  private String append(String input, String prefix, Optional<Shuffle> leftOut) {
    var last = leftOut.map(Shuffle::input).orElse(contract.output());
    for (var node : contract.model().getGraph().getNodeList()) {
      if (leftOut.isEmpty() || !node.getOutputList().contains(contract.output())) {
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
