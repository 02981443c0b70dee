package dev.jellyscale.engine.session;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Memory that the values inside of a graph take at the worst moment of a run. It is found by
 * running the graph once with every value as an output, which tells the true sizes whatever the
 * nodes are, and walking the nodes in order.
 */
public final class WorkingSet {
  /** Nodes that ONNX Runtime computes in the memory of an input, or joins with the node before. */
  private static final Set<String> IN_PLACE =
      Set.of(
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Clip",
          "Sigmoid",
          "Tanh",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Flatten",
          "Identity");

  private WorkingSet() {}

  /**
   * Bytes at the worst moment, without weights, inputs and outputs.
   *
   * @throws DeviceFailure if the CPU cannot run the graph
   */
  public static long bytes(PlaneGraph graph) throws DeviceFailure {
    var model = parse(graph.onnx());
    return peak(model, sizes(graph, model));
  }

  private static ModelProto parse(byte[] onnx) {
    try {
      return ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("Not an ONNX file", e);
    }
  }

  /** Size in bytes of every value that a node gives. */
  private static Map<String, Long> sizes(PlaneGraph graph, ModelProto model) throws DeviceFailure {
    var bare = withAllValues(model);
    try (var options = new SessionOptions();
        var staging = Staging.allocate(graph, 1)) {
      // The nodes must stay as they are, or their values vanish.
      options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      var environment = SharedEnvironment.get();
      try (OrtSession session = environment.createSession(bare.toByteArray(), options);
          var result = session.run(staging.inputs().byName())) {
        var sizes = new HashMap<String, Long>();
        for (var value : result) {
          sizes.put(value.getKey(), byteSize(value.getValue()));
        }
        return sizes;
      }
    } catch (OrtException e) {
      throw DeviceFailure.of(e);
    }
  }

  private static ModelProto withAllValues(ModelProto model) {
    var builder = model.toBuilder();
    var known =
        model.getGraph().getOutputList().stream()
            .map(ValueInfoProto::getName)
            .collect(Collectors.toCollection(HashSet::new));
    for (var node : model.getGraph().getNodeList()) {
      for (var name : node.getOutputList()) {
        if (!name.isEmpty() && known.add(name)) {
          builder.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(name));
        }
      }
    }
    return builder.build();
  }

  private static long byteSize(OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      return 0;
    }
    var info = tensor.getInfo();
    return info.getNumElements() * info.type.size;
  }

  private static long peak(ModelProto model, Map<String, Long> sizes) {
    var nodes = model.getGraph().getNodeList();
    var lastUse = lastUses(nodes);
    var notCounted = notCounted(model);
    long live = 0;
    long peak = 0;
    for (int i = 0; i < nodes.size(); i++) {
      long made = bytes(nodes.get(i).getOutputList(), sizes, notCounted);
      int now = i;
      long freed =
          bytes(
              nodes.get(i).getInputList().stream()
                  .distinct()
                  .filter(name -> lastUse.getOrDefault(name, -1) == now)
                  .toList(),
              sizes,
              notCounted);
      long atOnce = IN_PLACE.contains(nodes.get(i).getOpType()) ? Math.max(made - freed, 0) : made;
      peak = Math.max(peak, live + atOnce);
      live += made - freed;
    }
    return peak;
  }

  private static Map<String, Integer> lastUses(List<NodeProto> nodes) {
    var lastUse = new HashMap<String, Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      for (var name : nodes.get(i).getInputList()) {
        lastUse.put(name, i);
      }
    }
    return lastUse;
  }

  private static Set<String> notCounted(ModelProto model) {
    var names = new HashSet<String>();
    model.getGraph().getInitializerList().stream().map(TensorProto::getName).forEach(names::add);
    model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).forEach(names::add);
    return names;
  }

  private static long bytes(List<String> names, Map<String, Long> sizes, Set<String> notCounted) {
    return names.stream()
        .filter(name -> !notCounted.contains(name))
        .mapToLong(name -> sizes.getOrDefault(name, 0L))
        .sum();
  }
}
