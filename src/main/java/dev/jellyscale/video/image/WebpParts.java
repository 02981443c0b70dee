package dev.jellyscale.video.image;

import dev.jellyscale.error.JellyscaleException.Damaged;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Takes a WebP file apart. What is kept is the picture, its transparency and colour profile. */
final class WebpParts {
  private static final int NAME = 4;
  private static final int CHUNK_HEADER = 8;
  private static final int FIRST_CHUNK = 12;

  private WebpParts() {}

  static Essentials essentials(byte[] file) {
    var words = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long end = CHUNK_HEADER + Integer.toUnsignedLong(words.getInt(NAME));
    Essentials.part(file, 0, end);
    var kept = Essentials.parts(file);
    kept.write(file, 0, FIRST_CHUNK);
    var turn = Turn.NONE;
    boolean picture = false;
    int at = FIRST_CHUNK;
    while (at + CHUNK_HEADER <= end) {
      var name = new String(file, at, NAME, StandardCharsets.ISO_8859_1);
      long length = Integer.toUnsignedLong(words.getInt(at + NAME));
      var content = Essentials.part(file, at + CHUNK_HEADER, length);
      int whole = (int) Math.min(CHUNK_HEADER + length + (length & 1), file.length - at);
      switch (name) {
        case "ANIM", "ANMF" -> throw new Damaged("The WebP file is animated after all");
        case "EXIF" -> turn = Exif.turn(content);
        case "VP8X", "ICCP", "ALPH" -> kept.write(file, at, whole);
        case "VP8 ", "VP8L" -> {
          if (picture) {
            throw new Damaged("The WebP file has two pictures");
          }
          picture = true;
          kept.write(file, at, whole);
        }
        default -> {}
      }
      at += whole;
    }
    if (!picture) {
      throw new Damaged("The WebP file has no picture");
    }
    var bytes = kept.toByteArray();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(NAME, bytes.length - CHUNK_HEADER);
    return new Essentials(bytes, turn);
  }
}
