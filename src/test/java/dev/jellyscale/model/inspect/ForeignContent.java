package dev.jellyscale.model.inspect;

import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import dev.jellyscale.model.inspect.MaliciousModels.MaliciousModel;
import java.util.stream.Stream;

/** Models that would have another file, or memory of the process, read as weights. */
final class ForeignContent {
  private static final String REASON = "keeps weights in another file";

  private ForeignContent() {}

  static Stream<MaliciousModel> models() {
    return Stream.of(
        outside("external data of a parent folder", "../../../etc/passwd"),
        outside("external data of an absolute path", "/etc/shadow"),
        outside("external data of a link beside the model", "link-to-somewhere"),
        outside("external data at an address in memory", "*/_ORT_MEM_ADDR_/*"),
        Altered.constant(
            "external data without a location mark",
            REASON,
            tensor -> tensor.addExternalData(entry("location", "weights.bin"))),
        Altered.constant(
            "location mark without external data",
            REASON,
            tensor -> tensor.setDataLocation(DataLocation.EXTERNAL)),
        Altered.attribute(
            "external data in an attribute", REASON, a -> a.setT(external("../weights"))),
        Altered.attribute(
            "external data in a list attribute",
            REASON,
            a -> a.addTensors(Altered.scalar()).addTensors(external("/weights"))),
        Altered.graph(
            "external data in a sparse constant",
            "keeps weights as a sparse tensor",
            graph -> graph.addSparseInitializer(sparse())),
        Altered.attribute(
            "external data in a sparse attribute",
            "has a sparse tensor in an attribute of Conv",
            a -> a.setSparseTensor(sparse())),
        Altered.attribute(
            "external data in a list of sparse tensors",
            "has a sparse tensor in an attribute of Conv",
            a -> a.addSparseTensors(sparse())));
  }

  private static MaliciousModel outside(String name, String location) {
    return Altered.constant(
        name, REASON, tensor -> tensor.clearRawData().mergeFrom(external(location)));
  }

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .setDataLocation(DataLocation.EXTERNAL)
        .addExternalData(entry("location", location))
        .build();
  }

  private static SparseTensorProto sparse() {
    return SparseTensorProto.newBuilder().addDims(1).setValues(external("../x")).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
