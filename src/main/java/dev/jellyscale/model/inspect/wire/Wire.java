package dev.jellyscale.model.inspect.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a file from front to back through a window of 64 KiB. What is skipped is not read.
 * Varints that are longer than they need to be are refused: parsers disagree about them, and no
 * writer of models makes them.
 */
public final class Wire {
  private static final int WINDOW = 64 << 10;
  private static final int MOST_VARINT_BYTES = 10;
  private static final int PAYLOAD_BITS = 7;

  private final ByteSource source;
  private final Refusal refusal;
  private final long mostFields;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowEnd;
  private long fields;

  /**
   * @param mostFields after how many fields the file is refused, whatever they are
   */
  public Wire(ByteSource source, Refusal refusal, long mostFields) {
    this.source = source;
    this.refusal = refusal;
    this.mostFields = mostFields;
  }

  /** All that there is, as a message. */
  public Message message(String name) {
    return new Message(this, name, source.size());
  }

  Refusal refusal() {
    return refusal;
  }

  /** Number of bytes in front of the next one. */
  long position() {
    return windowEnd - window.remaining();
  }

  /** Counts one step of reading, so that the work for a file has a bound. */
  void step() {
    if (++fields > mostFields) {
      throw refusal.moreThan(mostFields, "fields");
    }
  }

  long varint() throws IOException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int next = next();
      value |= (long) (next & 0x7f) << (PAYLOAD_BITS * i);
      if (next < 0x80) {
        boolean overlong = i > 0 && next == 0;
        boolean tooLarge = i == MOST_VARINT_BYTES - 1 && next > 1;
        if (overlong || tooLarge) {
          break;
        }
        return value;
      }
    }
    throw refusal.damaged("a number at byte " + position() + " is longer than it needs to be");
  }

  /** Counts the numbers of packed varints up to a place, and moves there. */
  long countVarints(long end) throws IOException {
    long count = 0;
    int last = 0;
    while (position() < end) {
      last = next();
      count += last < 0x80 ? 1 : 0;
    }
    if (last >= 0x80) {
      throw refusal.damaged("numbers at byte " + end + " end in mid-number");
    }
    return count;
  }

  byte[] bytes(int count) throws IOException {
    var bytes = new byte[count];
    for (int done = 0; done < count; ) {
      fill();
      int part = Math.min(window.remaining(), count - done);
      window.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  void skip(long count) {
    if (count <= window.remaining()) {
      window.position(window.position() + (int) count);
    } else {
      windowEnd = position() + count;
      window.limit(0);
    }
  }

  private int next() throws IOException {
    fill();
    return window.get() & 0xff;
  }

  private void fill() throws IOException {
    if (window.hasRemaining()) {
      return;
    }
    window.clear();
    int count = source.read(window, windowEnd);
    window.flip();
    if (count <= 0) {
      throw refusal.damaged("it ends after " + windowEnd + " bytes in the middle of something");
    }
    windowEnd += count;
  }
}
