package dev.jellyscale.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspection in a Java process whose whole heap is 16 MiB. */
class SmallHeapTest {
  private static final int GRAPH = 7;
  private static final int INITIALISER = 5;
  private static final int RAW_DATA = 9;
  private static final long LARGE = 120_000_000;

  @TempDir Path folder;

  @Test
  void aModelOf480MegabytesIsInspected() throws Exception {
    var file = folder.resolve("large.onnx");
    writeLarge(file);

    assertThat(Files.size(file)).isGreaterThan(4 * LARGE);
    assertThat(lines(List.of(file))).containsExactly("facts: 4 nodes");
  }

  @Test
  void theRichestModelThatLimitsAllowIsInspected() throws Exception {
    var file = Files.write(folder.resolve("rich.onnx"), richest());

    assertThat(lines(List.of(file))).containsExactly("facts: 49000 nodes");
  }

  @Test
  void everyMaliciousModelIsRefused() throws Exception {
    var models = MaliciousModels.all();
    var files = new ArrayList<Path>();
    for (var model : models) {
      files.add(Files.write(folder.resolve(files.size() + ".onnx"), model.onnx()));
    }

    var lines = lines(files);

    assertThat(lines).hasSameSizeAs(models);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("refused: Model '").contains(models.get(i).reason());
    }
  }

  private List<String> lines(List<Path> files) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                InspectionProgram.class.getName()));
    files.forEach(file -> command.add(file.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  /** A sound model with one constant more, whose zeros take no room on the disk. */
  private static void writeLarge(Path file) throws IOException {
    var model = Altered.model();
    var graph = model.getGraph().toByteArray();
    var rest = model.clearGraph().build().toByteArray();
    var constant =
        TensorProto.newBuilder()
            .setName("zeros")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(LARGE)
            .build()
            .toByteArray();
    long raw = 4 * LARGE;
    var rawHead = head(RAW_DATA, raw);
    var constantHead = head(INITIALISER, constant.length + rawHead.length + raw);
    long graphLength = graph.length + constantHead.length + constant.length + rawHead.length + raw;
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(rest);
      out.write(head(GRAPH, graphLength));
      out.write(graph);
      out.write(constantHead);
      out.write(constant);
      out.write(rawHead);
      out.setLength(out.length() + raw);
    }
  }

  private static byte[] head(int field, long length) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    out.writeUInt32NoTag(field << 3 | 2);
    out.writeUInt64NoTag(length);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] richest() {
    var model = Altered.model();
    var old = model.getGraph();
    var graph = GraphProto.newBuilder().addOutput(old.getOutput(0).toBuilder().setName("n48999"));
    for (int i = 0; i < 9999; i++) {
      graph.addInput(old.getInput(0).toBuilder().setName("c" + i));
    }
    graph.addInput(old.getInput(0).toBuilder().setName("input"));
    for (int i = 0; i < 49_000; i++) {
      graph.addInitializer(Altered.scalar().setName("c" + i));
      var before = i == 0 ? "input" : "n" + (i - 1);
      graph
          .addNodeBuilder()
          .setOpType("Sum")
          .addAllInput(List.of(before, "c" + i, "c" + i, before))
          .addOutput("n" + i);
    }
    ModelProto rich = model.setGraph(graph).build();
    return rich.toByteArray();
  }
}
