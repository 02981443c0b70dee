package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.wire.Message;
import java.io.IOException;

/** Walks over one constant. Its values are counted and skipped. */
final class TensorWalk {
  private static final int DATA_LOCATION = 14;
  private static final int RAW = 9;

  /**
   * What a constant declares, and truly has.
   *
   * @param name empty for a constant of a node
   */
  record Constant(byte[] name, TensorType type, long elements) {}

  private final Inspection inspection;
  private byte[] name = new byte[0];
  private long typeCode;
  private int rank;
  private long elements = 1;
  private int dataField;
  private long dataCount;

  private TensorWalk(Inspection inspection) {
    this.inspection = inspection;
  }

  static Constant walk(Inspection inspection, Message tensor) throws IOException {
    var walk = new TensorWalk(inspection);
    while (tensor.next()) {
      walk.field(tensor);
    }
    var constant = walk.finish();
    inspection.count(constant);
    return constant;
  }

  private void field(Message tensor) throws IOException {
    switch (tensor.field()) {
      case 1 -> tensor.numbers(this::dimension);
      case 2 -> typeCode = tensor.once().number();
      case 4 -> data(tensor, tensor.countFixed(Float.BYTES));
      case 5, 7, 11 -> data(tensor, tensor.countNumbers());
      case 8 -> name = inspection.name(tensor.once());
      case RAW -> data(tensor, tensor.once().skipped());
      case 10 -> data(tensor, tensor.countFixed(Double.BYTES));
      case 12, 16 -> inspection.description(tensor);
      case DATA_LOCATION -> location(tensor.once().number());
      case 3 -> throw inspection.refusal().because("has a constant that is cut into segments");
      case 6 -> throw inspection.refusal().because("has a constant of text");
      case 13 -> throw external();
      default -> throw tensor.unknown();
    }
  }

  private void dimension(long size) {
    rank = inspection.oneMore(rank, inspection.limits().rank(), "dimensions in one tensor");
    elements = inspection.product(elements, size, inspection.limits().constantElements());
  }

  private void location(long location) {
    if (location != 0) {
      throw external();
    }
  }

  private RuntimeException external() {
    return inspection.refusal().because("keeps weights in another file, which is not allowed");
  }

  private void data(Message tensor, long count) {
    if (dataField != 0 && dataField != tensor.field()) {
      throw inspection.refusal().because("has a constant with two sets of values");
    }
    dataField = tensor.field();
    dataCount += count;
  }

  private Constant finish() {
    var type =
        TensorType.of(typeCode)
            .orElseThrow(
                () ->
                    inspection
                        .refusal()
                        .because(
                            "has a constant of element type "
                                + typeCode
                                + ", which is not supported"));
    boolean raw = dataField == RAW;
    long expected = raw ? type.bytes(elements) : type.numbers(elements);
    boolean rightField = raw || dataField == type.field() || dataCount == 0;
    if (dataCount != expected || !rightField) {
      throw inspection
          .refusal()
          .because("has a constant whose values are not as many as its shape declares");
    }
    return new Constant(name, type, elements);
  }
}
