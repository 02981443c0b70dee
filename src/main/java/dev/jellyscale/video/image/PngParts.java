package dev.jellyscale.video.image;

import dev.jellyscale.error.JellyscaleException.Damaged;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes a PNG file apart. What is kept is the picture and what says which colours it has. */
final class PngParts {
  private static final int SIGNATURE = 8;
  private static final int NAME = 4;
  private static final int FRAME = 12;
  private static final Set<String> NEEDED =
      Set.of("IHDR", "PLTE", "tRNS", "IDAT", "sRGB", "gAMA", "cHRM", "cICP", "mDCV", "cLLI");

  /** Profiles have kilobytes; one that is larger than this when expanded is none. */
  private static final int LARGEST_PROFILE = 4 << 20;

  private static final int LONGEST_PROFILE_NAME = 79;

  private PngParts() {}

  static Essentials essentials(byte[] file) {
    var kept = Essentials.parts(file);
    kept.write(file, 0, SIGNATURE);
    var turn = Turn.NONE;
    int at = SIGNATURE;
    while (true) {
      long length = FRAME + Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(at));
      var chunk = Essentials.part(file, at, length);
      var name = new String(file, at + NAME, NAME, StandardCharsets.ISO_8859_1);
      int content = at + 2 * NAME;
      int bytes = chunk.remaining() - FRAME;
      switch (name) {
        case "IEND" -> {
          kept.write(file, at, chunk.remaining());
          return new Essentials(kept.toByteArray(), turn);
        }
        case "acTL", "fcTL", "fdAT" -> throw new Damaged("The PNG file is animated after all");
        case "eXIf" -> turn = Exif.turn(Essentials.part(file, content, bytes));
        case "iCCP" -> {
          if (isProfile(file, content, bytes)) {
            kept.write(file, at, chunk.remaining());
          }
        }
        default -> {
          if (NEEDED.contains(name)) {
            kept.write(file, at, chunk.remaining());
          }
        }
      }
      at += chunk.remaining();
    }
  }

  /** Whether it expands to something of the size of a profile. */
  private static boolean isProfile(byte[] file, int at, int length) {
    int name = 0;
    while (name <= LONGEST_PROFILE_NAME && name < length && file[at + name] != 0) {
      name++;
    }
    int compressed = name + 2;
    if (name == 0 || name > LONGEST_PROFILE_NAME || compressed >= length) {
      return false;
    }
    var inflater = new Inflater();
    try {
      inflater.setInput(file, at + compressed, length - compressed);
      var waste = new byte[8192];
      while (!inflater.finished() && inflater.getBytesWritten() <= LARGEST_PROFILE) {
        if (inflater.inflate(waste) == 0) {
          return inflater.finished();
        }
      }
      return inflater.finished();
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }
}
