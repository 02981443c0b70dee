package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.OnnxFacts.Port;
import dev.jellyscale.model.inspect.wire.Message;
import dev.jellyscale.model.inspect.wire.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks over the declaration of a tensor that is computed: its name, element type and shape. */
final class ValueWalk {
  private static final int ANY = -1;
  private static final int SIZE_OR_NAME = 1;

  /**
   * A declared tensor.
   *
   * @param name its bytes in the file
   */
  record Value(byte[] name, Port port) {}

  private final Inspection inspection;
  private byte[] name = new byte[0];
  private Optional<TensorType> type = Optional.empty();
  private @Nullable List<Long> dims;
  private long elements = 1;

  private ValueWalk(Inspection inspection) {
    this.inspection = inspection;
  }

  static Value walk(Inspection inspection, Message value) throws IOException {
    var walk = new ValueWalk(inspection);
    while (value.next()) {
      switch (value.field()) {
        case 1 -> walk.name = inspection.name(value.once());
        case 2 -> walk.type(value.once().message("type"));
        case 3 -> inspection.description(value.once());
        case 4 -> inspection.description(value);
        default -> throw value.unknown();
      }
    }
    var dims = Optional.ofNullable(walk.dims).map(List::copyOf);
    return new Value(walk.name, new Port(Refusal.shown(walk.name), walk.type, dims));
  }

  private void type(Message message) throws IOException {
    while (message.next()) {
      switch (message.field()) {
        case 1 -> tensor(message.once().message("tensor type"));
        case 6 -> inspection.name(message.once());
        case 4, 5, 7, 8, 9 ->
            throw inspection.refusal().because("declares a value that is no tensor");
        default -> throw message.unknown();
      }
    }
  }

  private void tensor(Message message) throws IOException {
    while (message.next()) {
      switch (message.field()) {
        case 1 -> elementType(message.once().number());
        case 2 -> shape(message.once().message("shape"));
        default -> throw message.unknown();
      }
    }
  }

  private void elementType(long code) {
    type = TensorType.of(code);
    if (type.isEmpty() && code != 0) {
      throw inspection
          .refusal()
          .because("declares a tensor of element type " + code + ", which is not supported");
    }
  }

  private void shape(Message shape) throws IOException {
    var sizes = new ArrayList<Long>();
    while (shape.next()) {
      if (shape.field() != 1) {
        throw shape.unknown();
      }
      inspection.oneMore(sizes.size(), inspection.limits().rank(), "dimensions in one tensor");
      sizes.add(dimension(shape.message("dimension")));
    }
    dims = sizes;
  }

  /** Exporters write 0 or -1 where they do not know a size. */
  private long dimension(Message dimension) throws IOException {
    long size = ANY;
    while (dimension.next()) {
      switch (dimension.field()) {
        case 1 -> size = dimension.onceOf(SIZE_OR_NAME).number();
        case 2 -> inspection.name(dimension.onceOf(SIZE_OR_NAME));
        case 3 -> inspection.name(dimension.once());
        default -> throw dimension.unknown();
      }
    }
    if (size == 0 || size == ANY) {
      return ANY;
    }
    elements = inspection.product(elements, size, inspection.limits().declaredElements());
    return size;
  }
}
