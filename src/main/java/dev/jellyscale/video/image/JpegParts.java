package dev.jellyscale.video.image;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes a JPEG file apart. What is kept is what decoding needs: tables, frame and scans, Adobe's
 * word on the colour transform and the colour profile.
 */
final class JpegParts {
  private static final int START_LENGTH = 2;
  private static final int MARKER = 0xFF;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int FIRST_APPLICATION = 0xE0;
  private static final int EXIF = 0xE1;
  private static final int PROFILE = 0xE2;
  private static final int ADOBE = 0xEE;
  private static final int LAST_APPLICATION = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int TEMPORARY = 0x01;
  private static final int FIRST_RESTART = 0xD0;
  private static final int MOST_SCANS = 100;
  private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROFILE_NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private JpegParts() {}

  static Essentials essentials(byte[] file) {
    var kept = Essentials.parts(file);
    kept.write(file, 0, START_LENGTH);
    var turn = Turn.NONE;
    int at = START_LENGTH;
    while (true) {
      int marker = marker(file, at);
      if (marker == MARKER || marker == TEMPORARY || isRestart(marker)) {
        at += marker == MARKER ? 1 : 2;
        continue;
      }
      if (marker == SCAN) {
        requireEnd(file, at);
        kept.write(file, at, file.length - at);
        return new Essentials(kept.toByteArray(), turn);
      }
      int length = 2 + Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(at + 2));
      var segment = Essentials.part(file, at, length);
      if (marker == EXIF && turn == Turn.NONE) {
        turn = turn(file, at + 4, length - 4);
      }
      if (isNeeded(marker, file, at + 4)) {
        kept.write(file, at, segment.remaining());
      }
      at += length;
    }
  }

  private static int marker(byte[] file, int at) {
    if ((file[at] & MARKER) != MARKER || file[at + 1] == 0 || (file[at + 1] & MARKER) == END) {
      throw new Damaged("The JPEG file has no scan where it should be");
    }
    return file[at + 1] & MARKER;
  }

  private static boolean isRestart(int marker) {
    return marker >= FIRST_RESTART && marker < END;
  }

  /**
   * A file that was cut has no end; decoders would fill the rest with grey. One with very many
   * scans takes hours, because each may go over the whole picture. A byte of 255 among the samples
   * is never followed by a marker's code.
   */
  private static void requireEnd(byte[] file, int from) {
    int scans = 0;
    boolean ended = false;
    for (int i = from; i < file.length - 1 && !ended; i++) {
      if ((file[i] & MARKER) == MARKER) {
        int code = file[i + 1] & MARKER;
        ended = code == END;
        scans += code == SCAN ? 1 : 0;
      }
    }
    if (scans > MOST_SCANS) {
      throw new LimitExceeded("The JPEG file has more than " + MOST_SCANS + " scans");
    }
    if (!ended) {
      throw new Damaged("The JPEG file ends too early");
    }
  }

  private static boolean isNeeded(int marker, byte[] file, int content) {
    if (marker == PROFILE) {
      return begins(file, content, PROFILE_NAME);
    }
    boolean note = marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION && marker != ADOBE;
    return !note && marker != COMMENT;
  }

  private static Turn turn(byte[] file, int at, int length) {
    if (length <= EXIF_NAME.length || !begins(file, at, EXIF_NAME)) {
      return Turn.NONE;
    }
    int skipped = EXIF_NAME.length;
    return Exif.turn(Essentials.part(file, at + skipped, length - skipped));
  }

  private static boolean begins(byte[] file, int at, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (at + i >= file.length || file[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
