package dev.jellyscale.engine.graph.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.LongStream;

/** Writes and reads constant tensors; the bytes of an ONNX tensor are little endian. */
public final class Tensors {

  private Tensors() {}

  public static TensorProto floats(float[] values, long... shape) {
    var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return raw(DataType.FLOAT, bytes, shape);
  }

  public static TensorProto halves(float[] values, long... shape) {
    var bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return raw(DataType.FLOAT16, bytes.rewind(), shape);
  }

  public static TensorProto integers(long... values) {
    var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return raw(DataType.INT64, bytes, values.length);
  }

  public static TensorProto byteScalar(int value) {
    return raw(DataType.UINT8, ByteBuffer.wrap(new byte[] {(byte) value}));
  }

  private static TensorProto raw(DataType type, ByteBuffer bytes, long... shape) {
    return TensorProto.newBuilder()
        .setDataType(type.getNumber())
        .addAllDims(LongStream.of(shape).boxed().toList())
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  /** Elements of a tensor of 64-bit integers; empty where it holds something else. */
  public static Optional<long[]> readIntegers(TensorProto tensor) {
    if (tensor.getDataType() != DataType.INT64.getNumber()) {
      return Optional.empty();
    }
    if (!tensor.hasRawData()) {
      return Optional.of(tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray());
    }
    var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    var values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return Optional.of(values);
  }

  /** Elements of a tensor of 32-bit floating point; empty where it holds something else. */
  public static Optional<float[]> readFloats(TensorProto tensor) {
    if (tensor.getDataType() != DataType.FLOAT.getNumber()) {
      return Optional.empty();
    }
    if (!tensor.hasRawData()) {
      var values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return Optional.of(values);
    }
    var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    var values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return Optional.of(values);
  }
}
