package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import dev.jellyscale.engine.graph.onnx.Attributes;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.inspect.OnnxInspector;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model declares: one image in, one image out. Nothing of it has been run.
 *
 * @param id name of the model in messages
 * @param model the parsed file
 * @param input name of the image that it takes
 * @param output name of the image that it gives
 * @param opset version of the standard operators, 11 or later
 */
public record ModelContract(ModelId id, ModelProto model, String input, String output, int opset) {
  private static final int IMAGE_RANK = 4;

  /**
   * What is smaller and comes second is a wrong number of channels, not the height of a picture.
   */
  private static final int SMALLEST_HEIGHT = 8;

  /**
   * A pixel shuffle that is the last node of a network.
   *
   * @param block pixels on each side that one pixel becomes
   * @param blocksFirst whether it is of mode DCR
   * @param input tensor that it shuffles
   */
  public record Shuffle(int block, boolean blocksFirst, String input) {}

  /**
   * Inspects and parses a file and checks what it declares.
   *
   * @throws BadModel if it can be no network from one image to another
   * @throws LimitExceeded if it declares more than {@link OnnxInspector} lets through
   */
  public static ModelContract read(ModelFile file) {
    var facts = OnnxInspector.inspect(file);
    var model = parse(file);
    var input =
        model.getGraph().getInputList().stream()
            .filter(value -> !isConstant(model, value))
            .findFirst()
            .orElseThrow();
    var output = model.getGraph().getOutputList().getFirst();
    var contract =
        new ModelContract(file.id(), model, input.getName(), output.getName(), facts.opset());
    contract.checkImage("input", input);
    contract.checkImage("output", output);
    return contract;
  }

  private static ModelProto parse(ModelFile file) {
    try {
      // Weights stay where they are instead of being copied out of the file.
      var bytes = UnsafeByteOperations.unsafeWrap(file.onnx()).newCodedInput();
      bytes.enableAliasing(true);
      return ModelProto.parseFrom(bytes);
    } catch (IOException e) {
      throw new BadModel("Model '" + file.id() + "' is not an ONNX file", e);
    }
  }

  private static boolean isConstant(ModelProto model, ValueInfoProto value) {
    return model.getGraph().getInitializerList().stream()
        .anyMatch(constant -> constant.getName().equals(value.getName()));
  }

  private void checkImage(String role, ValueInfoProto value) {
    var type = value.getType().getTensorType();
    if (!value.getType().hasTensorType() || !isReal(type.getElemType())) {
      throw new BadModel(
          "The %s of model '%s' is not of 32- or 16-bit floating point".formatted(role, id));
    }
    if (type.hasShape() && type.getShape().getDimCount() != IMAGE_RANK) {
      throw new BadModel(
          "The %s of model '%s' has %d dimensions, but images have 4"
              .formatted(role, id, type.getShape().getDimCount()));
    }
    if (layouts(value).isEmpty()) {
      throw new BadModel(
          "The %s of model '%s' has %d channels, but only 1 and 3 can be used"
              .formatted(role, id, declared(value, 1)));
    }
  }

  /** Orders of dimensions that the declaration allows, the likelier first; at least one. */
  List<Layout> layouts() {
    return layouts(value(model.getGraph().getInputList(), input));
  }

  private static List<Layout> layouts(ValueInfoProto value) {
    long second = declared(value, 1);
    long last = declared(value, 3);
    if (last == 1 || last == 3) {
      return second == 1 || second == 3 ? List.of(Layout.NCHW, Layout.NHWC) : List.of(Layout.NHWC);
    }
    if (second == 1 || second == 3) {
      return List.of(Layout.NCHW);
    }
    if (second < 0) {
      return last < 0 ? List.of(Layout.NCHW, Layout.NHWC) : List.of(Layout.NCHW);
    }
    return last < 0 && second >= SMALLEST_HEIGHT ? List.of(Layout.NHWC) : List.of();
  }

  /** Number of trained values: weights and biases, of whatever precision. */
  public long parameters() {
    return QuantisedNodes.parameters(model.getGraph());
  }

  /** Whether any of it computes with numbers of 8 bits. */
  public boolean isQuantised() {
    return model.getGraph().getNodeList().stream().anyMatch(QuantisedNodes::is);
  }

  /** Whether it computes with 8 bits and then goes on in floating point, up to its answer. */
  public boolean leavesEightBits() {
    var last = shuffle().map(Shuffle::input).orElse(output);
    return isQuantised()
        && model.getGraph().getNodeList().stream()
            .filter(node -> node.getOutputList().contains(last))
            .noneMatch(node -> node.getOpType().equals("DequantizeLinear"));
  }

  private static boolean isReal(int elementType) {
    return elementType == DataType.FLOAT.getNumber() || elementType == DataType.FLOAT16.getNumber();
  }

  /** Declared size of one dimension of the input; -1 where it may be any. */
  public long inputSize(int dimension) {
    return declared(value(model.getGraph().getInputList(), input), dimension);
  }

  private static long declared(ValueInfoProto value, int dimension) {
    var shape = value.getType().getTensorType().getShape();
    boolean fixed = dimension < shape.getDimCount() && shape.getDim(dimension).getDimValue() > 0;
    return fixed ? shape.getDim(dimension).getDimValue() : -1;
  }

  /** Type of the image that it takes. */
  public DataType inputType() {
    return type(value(model.getGraph().getInputList(), input));
  }

  /** Type of the image that it gives. */
  public DataType outputType() {
    return type(value(model.getGraph().getOutputList(), output));
  }

  private static DataType type(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType() == DataType.FLOAT.getNumber()
        ? DataType.FLOAT
        : DataType.FLOAT16;
  }

  private static ValueInfoProto value(List<ValueInfoProto> values, String name) {
    return values.stream().filter(v -> v.getName().equals(name)).findFirst().orElseThrow();
  }

  /** The same network as another file. */
  ModelContract with(ModelProto other) {
    return new ModelContract(id, other, input, output, opset);
  }

  /** The pixel shuffle that ends the network, if one does. */
  public Optional<Shuffle> shuffle() {
    return model.getGraph().getNodeList().stream()
        .filter(node -> node.getOutputList().contains(output))
        .filter(node -> node.getOpType().equals("DepthToSpace"))
        .map(ModelContract::shuffle)
        .findFirst();
  }

  private static Shuffle shuffle(NodeProto node) {
    return new Shuffle(
        Math.toIntExact(Attributes.integer(node, "blocksize", 1)),
        Attributes.text(node, "mode", "DCR").equals("DCR"),
        node.getInput(0));
  }

  /** A beginning that no name in the model has. */
  public String unusedPrefix() {
    var prefix = "jellyscale_";
    var names = names().toList();
    while (anyStartsWith(names, prefix)) {
      prefix += "_";
    }
    return prefix;
  }

  private static boolean anyStartsWith(List<String> names, String prefix) {
    return names.stream().anyMatch(name -> name.startsWith(prefix));
  }

  private Stream<String> names() {
    var graph = model.getGraph();
    var inNodes =
        graph.getNodeList().stream()
            .flatMap(
                node -> Stream.concat(Stream.of(node.getName()), node.getOutputList().stream()));
    var constants = graph.getInitializerList().stream().map(constant -> constant.getName());
    return Stream.of(inNodes, constants, Stream.of(input)).flatMap(names -> names);
  }
}
