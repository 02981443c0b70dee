package dev.jellyscale.model.inspect.wire;

import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * A message in a file, field by field. After each {@link #next} exactly one method that reads,
 * skips or enters the field is called. A field that may be there once and comes again is refused:
 * parsers merge the two, so that checks of one half would miss the other.
 */
public final class Message {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final long LARGEST_FIELD = (1L << 29) - 1;

  private final Wire wire;
  private final String name;
  private final long end;
  private long seen;
  private int field;
  private int type;

  Message(Wire wire, String name, long end) {
    this.wire = wire;
    this.name = name;
    this.end = end;
  }

  /** Moves to the next field; false at the end of the message. */
  public boolean next() throws IOException {
    if (wire.position() == end) {
      return false;
    }
    wire.step();
    long tag = wire.varint();
    long number = tag >>> TYPE_BITS;
    type = (int) (tag & 7);
    boolean known = type == VARINT || type == FIXED64 || type == BYTES || type == FIXED32;
    if (number == 0 || number > LARGEST_FIELD || !known) {
      throw damaged("what begins at byte " + wire.position() + " is no field");
    }
    field = (int) number;
    return true;
  }

  /** Number of the field that lies ahead. */
  public int field() {
    return field;
  }

  /** Marks the field as one that may be there once. */
  public Message once() {
    return onceOf(field);
  }

  /** Marks the field as one of several of which a message has at most one. */
  public Message onceOf(int slot) {
    if ((seen & 1L << slot) != 0) {
      throw damaged("field " + field + " is there twice");
    }
    seen |= 1L << slot;
    return this;
  }

  /** Reads an integer. */
  public long number() throws IOException {
    expect(VARINT);
    long value = wire.varint();
    requireInside();
    return value;
  }

  /** Reads one integer, or several packed ones. */
  public void numbers(LongConsumer each) throws IOException {
    if (type == VARINT) {
      each.accept(number());
      return;
    }
    long length = length();
    long stop = wire.position() + length;
    while (wire.position() < stop) {
      wire.step();
      each.accept(wire.varint());
    }
    if (wire.position() != stop) {
      throw damaged("numbers at byte " + stop + " end in mid-number");
    }
  }

  /** Counts integers, single or packed, without keeping them. */
  public long countNumbers() throws IOException {
    if (type == VARINT) {
      number();
      return 1;
    }
    long length = length();
    return wire.countVarints(wire.position() + length);
  }

  /** Counts numbers of 4 or 8 bytes, single or packed, without reading them. */
  public long countFixed(int bytesEach) throws IOException {
    if (type != BYTES) {
      expect(bytesEach == Integer.BYTES ? FIXED32 : FIXED64);
      skipBytes(bytesEach);
      return 1;
    }
    long length = length();
    if (length % bytesEach != 0) {
      throw damaged("numbers at byte " + wire.position() + " end in mid-number");
    }
    wire.skip(length);
    return length / bytesEach;
  }

  /**
   * Reads text or bytes.
   *
   * @param most bytes that are accepted
   * @param what it is, in the plural, for a refusal
   */
  public byte[] text(int most, String what) throws IOException {
    long length = length();
    if (length > most) {
      throw wire.refusal().moreThan(most, "bytes in one of its " + what);
    }
    return wire.bytes((int) length);
  }

  /** Skips text, bytes or a message, and tells how many bytes that were. */
  public long skipped() throws IOException {
    long length = length();
    wire.skip(length);
    return length;
  }

  /** Enters the message that the field holds; it has to be read to its end. */
  public Message message(String of) throws IOException {
    long length = length();
    return new Message(wire, of, wire.position() + length);
  }

  /** The field is none that ONNX defines. */
  public RuntimeException unknown() {
    return damaged("ONNX has no field " + field);
  }

  private long length() throws IOException {
    expect(BYTES);
    long length = wire.varint();
    if (length < 0 || length > end - wire.position()) {
      throw damaged(
          "field %d at byte %d is longer than what it lies in".formatted(field, wire.position()));
    }
    return length;
  }

  private void skipBytes(int count) {
    if (count > end - wire.position()) {
      throw damaged("it ends in mid-number at byte " + end);
    }
    wire.skip(count);
  }

  private void expect(int wanted) {
    if (type != wanted) {
      throw damaged("field " + field + " is of another type than in ONNX");
    }
    requireInside();
  }

  private void requireInside() {
    if (wire.position() > end) {
      throw damaged("it ends in mid-field at byte " + end);
    }
  }

  private RuntimeException damaged(String detail) {
    return wire.refusal().damaged("in its " + name + ", " + detail);
  }
}
