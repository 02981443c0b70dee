package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.wire.Message;
import java.io.IOException;

/** Walks over one attribute of an operator. */
final class AttributeWalk {
  private static final int TYPE_GRAPH = 5;
  private static final int TYPE_GRAPHS = 10;

  private final Inspection inspection;
  private final String operator;
  private long numbers;

  private AttributeWalk(Inspection inspection, String operator) {
    this.inspection = inspection;
    this.operator = operator;
  }

  /**
   * @param operator to be named in a refusal
   */
  static void walk(Inspection inspection, Message attribute, String operator) throws IOException {
    var walk = new AttributeWalk(inspection, operator);
    while (attribute.next()) {
      walk.field(attribute);
    }
  }

  private void field(Message attribute) throws IOException {
    switch (attribute.field()) {
      case 1 -> inspection.name(attribute.once());
      case 2 -> attribute.once().countFixed(Float.BYTES);
      case 3 -> attribute.once().number();
      case 4 -> text(attribute.once());
      case 5 -> tensor(attribute.once());
      case 7 -> count(attribute.countFixed(Float.BYTES));
      case 8 -> count(attribute.countNumbers());
      case 9 -> text(attribute);
      case 10 -> tensor(attribute);
      case 13 -> inspection.description(attribute.once());
      case 20 -> type(attribute.once().number());
      case 6, 11 -> throw controlFlow();
      case 14, 15 -> throw refuse("a type");
      case 21 -> throw refuse("a reference to a function");
      case 22, 23 -> throw refuse("a sparse tensor");
      default -> throw attribute.unknown();
    }
  }

  private void text(Message attribute) throws IOException {
    attribute.text(inspection.limits().textBytes(), "text attributes");
    count(1);
  }

  private void tensor(Message attribute) throws IOException {
    TensorWalk.walk(inspection, attribute.message("constant"));
    count(1);
  }

  private void count(long more) {
    numbers += more;
    if (numbers > inspection.limits().attributeNumbers()) {
      throw inspection
          .refusal()
          .moreThan(inspection.limits().attributeNumbers(), "values in one attribute");
    }
  }

  private void type(long type) {
    if (type == TYPE_GRAPH || type == TYPE_GRAPHS) {
      throw controlFlow();
    }
  }

  private RuntimeException controlFlow() {
    return inspection
        .refusal()
        .because("contains control flow (" + operator + "), which is not supported");
  }

  private RuntimeException refuse(String what) {
    return inspection
        .refusal()
        .because("has " + what + " in an attribute of " + operator + ", which is not supported");
  }
}
