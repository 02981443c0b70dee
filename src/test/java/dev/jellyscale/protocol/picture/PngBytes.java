package dev.jellyscale.protocol.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of any sort, sound and unsound ones, byte by byte. */
public final class PngBytes {
  /** Colour types of PNG. */
  public static final int GREY = 0;

  public static final int RGB = 2;
  public static final int PALETTE = 3;
  public static final int GREY_ALPHA = 4;
  public static final int RGBA = 6;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final int width;
  private final int height;
  private final int depth;

  private PngBytes(int width, int height, int depth) {
    this.width = width;
    this.height = height;
    this.depth = depth;
  }

  /** Begins a file with its header. */
  public static PngBytes of(int width, int height, int depth, int colour) {
    var png = new PngBytes(width, height, depth);
    png.file.writeBytes(SIGNATURE);
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return png.chunk("IHDR", header.put((byte) depth).put((byte) colour).array());
  }

  /** Adds a chunk. */
  public PngBytes chunk(String name, byte[] content) {
    var named = new ByteArrayOutputStream();
    named.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    named.writeBytes(content);
    var sum = new CRC32();
    sum.update(named.toByteArray());
    file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    file.writeBytes(named.toByteArray());
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return this;
  }

  /** A code of the picture. */
  @FunctionalInterface
  public interface Codes {
    /** The sample of a channel at a place. */
    int at(int x, int y, int channel);
  }

  /** Adds the picture and the end. Samples of less than 8 bits only with one channel. */
  public byte[] picture(int channels, Codes codes) {
    var rows = new ByteArrayOutputStream();
    for (int y = 0; y < height; y++) {
      rows.write(0);
      writeRow(rows, y, channels, codes);
    }
    return chunk("IDAT", deflated(rows.toByteArray())).end();
  }

  private void writeRow(ByteArrayOutputStream rows, int y, int channels, Codes codes) {
    int bits = 0;
    int pending = 0;
    for (int x = 0; x < width; x++) {
      for (int channel = 0; channel < channels; channel++) {
        int code = codes.at(x, y, channel);
        if (depth == 16) {
          rows.write(code >> 8);
          rows.write(code);
        } else {
          pending = pending << depth | code;
          bits += depth;
          if (bits == 8) {
            rows.write(pending);
            bits = 0;
            pending = 0;
          }
        }
      }
    }
    if (bits > 0) {
      rows.write(pending << (8 - bits));
    }
  }

  /** Ends the file. */
  public byte[] end() {
    return chunk("IEND", new byte[0]).bytes();
  }

  /** The file as it is now. */
  public byte[] bytes() {
    return file.toByteArray();
  }

  /** Compressed as PNG wants it. */
  public static byte[] deflated(byte[] content) {
    var deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
