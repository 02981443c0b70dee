package dev.jellyscale.protocol.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts segments into JPEG files. */
public final class JpegBytes {
  private JpegBytes() {}

  /** The file with a segment behind its first two bytes. */
  public static byte[] with(byte[] jpeg, int marker, byte[] content) {
    var file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(0xFF);
    file.write(marker);
    file.writeBytes(ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array());
    file.writeBytes(content);
    file.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
    return file.toByteArray();
  }

  /** The file with an EXIF orientation. */
  public static byte[] turned(byte[] jpeg, int orientation, ByteOrder order) {
    var exif = new ByteArrayOutputStream();
    exif.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    exif.writeBytes(tiff(orientation, order));
    return with(jpeg, 0xE1, exif.toByteArray());
  }

  /** A TIFF header with a directory that holds an orientation alone. */
  public static byte[] tiff(int orientation, ByteOrder order) {
    var tiff = ByteBuffer.allocate(26).order(order);
    tiff.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
    tiff.putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    return tiff.array();
  }
}
