package dev.jellyscale.model.inspect;

import java.util.Arrays;
import java.util.Optional;

/** Element types that tensors of a picture network have; text and complex numbers are none. */
public enum TensorType {
  FLOAT(1, 32, Field.FLOATS),
  UINT8(2, 8, Field.INTS),
  INT8(3, 8, Field.INTS),
  UINT16(4, 16, Field.INTS),
  INT16(5, 16, Field.INTS),
  INT32(6, 32, Field.INTS),
  INT64(7, 64, Field.LONGS),
  BOOL(9, 8, Field.INTS),
  FLOAT16(10, 16, Field.INTS),
  DOUBLE(11, 64, Field.DOUBLES),
  UINT32(12, 32, Field.UNSIGNED),
  UINT64(13, 64, Field.UNSIGNED),
  BFLOAT16(16, 16, Field.INTS),
  UINT4(21, 4, Field.INTS),
  INT4(22, 4, Field.INTS);

  /** Fields of onnx.proto that hold elements where no raw bytes do. */
  static final class Field {
    static final int FLOATS = 4;
    static final int INTS = 5;
    static final int LONGS = 7;
    static final int DOUBLES = 10;
    static final int UNSIGNED = 11;

    private Field() {}
  }

  private final int code;
  private final int bits;
  private final int field;

  TensorType(int code, int bits, int field) {
    this.code = code;
    this.bits = bits;
    this.field = field;
  }

  /** The type that onnx.proto gives a number. */
  static Optional<TensorType> of(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** Size of so many elements as raw bytes. */
  long bytes(long elements) {
    return (elements * bits + 7) / 8;
  }

  /** The field that holds elements outside of raw bytes. */
  int field() {
    return field;
  }

  /** How many numbers in that field stand for so many elements. */
  long numbers(long elements) {
    return bits == 4 ? (elements + 1) / 2 : elements;
  }

  /** Whether trained values are of this type: real numbers, or quantised ones of 8 bits or less. */
  boolean isTrained() {
    return switch (this) {
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE, INT8, UINT8, INT4, UINT4 -> true;
      case UINT16, INT16, INT32, INT64, UINT32, UINT64, BOOL -> false;
    };
  }
}
