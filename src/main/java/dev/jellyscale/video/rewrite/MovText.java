package dev.jellyscale.video.rewrite;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A cue of MP4's timed text: 3GPP TS 26.245, 5.17 (samples) and 5.16 (sample description).
 *
 * @param text without markup
 * @param styles ranges of the text that are not plain, in order
 */
record MovText(String text, List<Style> styles) {
  static final int BOLD = 1;
  static final int ITALIC = 2;
  static final int UNDERLINE = 4;

  private static final int STYL = 0x7374796C;
  private static final int FTAB = 0x66746162;
  private static final int BOX_HEADER_BYTES = 8;
  private static final int STYLE_BYTES = 12;
  private static final short FONT_ID = 1;
  private static final byte FONT_SIZE = 16;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int MAX_TEXT_BYTES = 0xFFFF;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /**
   * A range of characters, as Unicode code points, that is bold, italic or underlined.
   *
   * @param start first of them
   * @param end behind the last of them
   */
  record Style(int start, int end, int flags) {}

  /** Reads a sample; what it does not know it leaves out. */
  static MovText parse(byte[] sample) {
    var in = ByteBuffer.wrap(sample);
    if (in.remaining() < Short.BYTES) {
      return new MovText("", List.of());
    }
    var bytes = new byte[Math.min(Short.toUnsignedInt(in.getShort()), in.remaining())];
    in.get(bytes);
    return new MovText(text(bytes), styles(in));
  }

  private static String text(byte[] bytes) {
    boolean utf16 = bytes.length >= 2 && ByteBuffer.wrap(bytes).getChar() == BYTE_ORDER_MARK;
    Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return new String(bytes, charset);
  }

  private static List<Style> styles(ByteBuffer boxes) {
    var styles = new ArrayList<Style>();
    while (boxes.remaining() >= BOX_HEADER_BYTES) {
      int start = boxes.position();
      int size = boxes.getInt();
      int type = boxes.getInt();
      if (size < BOX_HEADER_BYTES || size > boxes.limit() - start) {
        break;
      }
      if (type == STYL && size >= BOX_HEADER_BYTES + Short.BYTES) {
        var box = boxes.slice(start + BOX_HEADER_BYTES, size - BOX_HEADER_BYTES);
        readStyles(box, styles);
      }
      boxes.position(start + size);
    }
    return styles;
  }

  private static void readStyles(ByteBuffer box, List<Style> styles) {
    int count = Short.toUnsignedInt(box.getShort());
    for (int i = 0; i < count && box.remaining() >= STYLE_BYTES; i++) {
      int start = Short.toUnsignedInt(box.getShort());
      int end = Short.toUnsignedInt(box.getShort());
      box.getShort();
      int flags = box.get() & (BOLD | ITALIC | UNDERLINE);
      box.get();
      box.getInt();
      if (flags != 0 && end > start) {
        styles.add(new Style(start, end, flags));
      }
    }
  }

  /** The sample. Text beyond 65,535 bytes is cut at a character. */
  byte[] sample() {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    if (length > MAX_TEXT_BYTES) {
      length = MAX_TEXT_BYTES;
      while ((bytes[length] & 0xC0) == 0x80) {
        length--;
      }
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) length).array());
    out.write(bytes, 0, length);
    if (!styles.isEmpty()) {
      out.writeBytes(styleBox());
    }
    return out.toByteArray();
  }

  private byte[] styleBox() {
    int size = BOX_HEADER_BYTES + Short.BYTES + styles.size() * STYLE_BYTES;
    var box = ByteBuffer.allocate(size).putInt(size).putInt(STYL).putShort((short) styles.size());
    styles.forEach(style -> putStyle(box, style));
    return box.array();
  }

  private static void putStyle(ByteBuffer target, Style style) {
    target
        .putShort((short) style.start())
        .putShort((short) style.end())
        .putShort(FONT_ID)
        .put((byte) style.flags())
        .put(FONT_SIZE)
        .putInt(WHITE);
  }

  /**
   * Sample description for white text at the bottom: flags, place, default style, fonts. Font and
   * size are what FFmpeg's players take for none, so that they choose their own.
   */
  static byte[] description() {
    var font = "Arial".getBytes(StandardCharsets.US_ASCII);
    int fontTable = BOX_HEADER_BYTES + 2 * Short.BYTES + 1 + font.length;
    var out =
        ByteBuffer.allocate(18 + STYLE_BYTES + fontTable)
            .putInt(0)
            .put((byte) 1)
            .put((byte) -1)
            .putInt(0)
            .putLong(0);
    putStyle(out, new Style(0, 0, 0));
    return out.putInt(fontTable)
        .putInt(FTAB)
        .putShort((short) 1)
        .putShort(FONT_ID)
        .put((byte) font.length)
        .put(font)
        .array();
  }
}
