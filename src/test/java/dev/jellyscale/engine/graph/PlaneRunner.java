package dev.jellyscale.engine.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.jellyscale.engine.graph.PlanePort.Element;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import dev.jellyscale.frame.PixelFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;

/** Runs a plane graph on codes. */
final class PlaneRunner {

  private PlaneRunner() {}

  /** Three planes of random codes, for all pictures of the batch. */
  static List<int[]> noise(long seed, GraphSpec spec) {
    var random = new SplittableRandom(seed);
    return List.of(0, 1, 2).stream()
        .map(plane -> random.ints(samples(spec, plane), 0, spec.in().maxCode() + 1).toArray())
        .toList();
  }

  private static int samples(GraphSpec spec, int plane) {
    PixelFormat pixels = spec.in();
    return spec.batch()
        * pixels.planeWidth(plane, spec.width())
        * pixels.planeHeight(plane, spec.height());
  }

  /** Builds the graph and gives the codes of its three output planes. */
  static List<int[]> run(GraphSpec spec, List<int[]> planes) {
    var graph = GraphBuilder.build(spec);
    var environment = SharedEnvironment.get();
    var inputs = new HashMap<String, OnnxTensor>();
    try (var options = new OrtSession.SessionOptions();
        var session = environment.createSession(graph.onnx(), options)) {
      for (int i = 0; i < planes.size(); i++) {
        var port = graph.inputs().get(i);
        var memory = memory(planes.get(i), spec.in().bytesPerSample());
        inputs.put(port.name(), tensor(environment, port, memory));
      }
      try (var result = session.run(inputs)) {
        return graph.outputs().stream()
            .map(port -> codes(port, (OnnxTensor) result.get(port.name()).orElseThrow(), spec))
            .toList();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, PlanePort port, ByteBuffer memory)
      throws OrtException {
    if (memory.remaining() != port.byteSize()) {
      throw new IllegalStateException(
          memory.remaining() + " bytes for " + Arrays.toString(port.shape()));
    }
    return port.element() == Element.UINT8
        ? OnnxTensor.createTensor(environment, memory, port.shape(), OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(
            environment, memory.asShortBuffer(), port.shape(), OnnxJavaType.INT16);
  }

  private static ByteBuffer memory(int[] codes, int bytes) {
    var memory = ByteBuffer.allocateDirect(codes.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int code : codes) {
      for (int i = 0; i < bytes; i++) {
        memory.put((byte) (code >> (8 * i)));
      }
    }
    return memory.flip();
  }

  private static int[] codes(PlanePort port, OnnxTensor tensor, GraphSpec spec) {
    var shape = tensor.getInfo().getShape();
    if (!Arrays.equals(shape, port.shape())) {
      throw new IllegalStateException(
          Arrays.toString(shape) + " instead of " + Arrays.toString(port.shape()));
    }
    var memory = tensor.getByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int bytes = spec.out().bytesPerSample();
    var codes = new int[memory.remaining() / bytes];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = bytes == 1 ? memory.get(i) & 0xff : memory.getShort(2 * i) & 0xffff;
    }
    return codes;
  }
}
