package dev.jellyscale.engine.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.jellyscale.engine.graph.PlanePort;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors that are views of planes in native memory: nothing is copied. It owns the tensors, not
 * the memory, which must outlive it.
 */
public final class PlaneTensors implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  /**
   * @param ports which tensors, in plane order
   * @param planes their memory, in the same order and of exactly their sizes
   */
  public PlaneTensors(List<PlanePort> ports, List<MemorySegment> planes) {
    try {
      for (int i = 0; i < ports.size(); i++) {
        tensors.put(ports.get(i).name(), view(ports.get(i), planes.get(i)));
      }
    } catch (OrtException e) {
      close();
      throw new IllegalStateException("No tensor can be made of a plane", e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static OnnxTensor view(PlanePort port, MemorySegment plane) throws OrtException {
    if (plane.byteSize() != port.byteSize()) {
      throw new IllegalArgumentException(
          port.name() + " holds " + port.byteSize() + " bytes, not " + plane.byteSize());
    }
    var environment = SharedEnvironment.get();
    var bytes = plane.asByteBuffer().order(ByteOrder.nativeOrder());
    return switch (port.element()) {
      case UINT8 -> OnnxTensor.createTensor(environment, bytes, port.shape(), OnnxJavaType.UINT8);
      case INT16 ->
          OnnxTensor.createTensor(
              environment, bytes.asShortBuffer(), port.shape(), OnnxJavaType.INT16);
    };
  }

  Map<String, OnnxTensor> byName() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
  }
}
