package dev.jellyscale.protocol.picture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Kinds of picture files that are handled, known by their first bytes and never by their names. */
public enum PictureKind {
  JPEG("image/jpeg", "ffd8ff"),
  PNG("image/png", "89504e470d0a1a0a"),
  WEBP("image/webp", "52494646");

  /** Bytes from the start of a file that tell its kind. */
  static final int TELLING_BYTES = 12;

  private static final int WEBP_AT = 8;
  private static final String WEBP_NAME = "57454250";

  private final String mediaType;
  private final String beginning;

  /**
   * @param beginning first bytes, in hexadecimal digits
   */
  PictureKind(String mediaType, String beginning) {
    this.mediaType = mediaType;
    this.beginning = beginning;
  }

  /** The name that HTTP has for it. */
  public String mediaType() {
    return mediaType;
  }

  /** The kind of a file that begins so; empty where it is none of them. */
  public static Optional<PictureKind> of(byte[] first) {
    return Arrays.stream(values()).filter(kind -> kind.begins(first)).findFirst();
  }

  private boolean begins(byte[] first) {
    var telling = HexFormat.of().parseHex(beginning);
    return holds(first, 0, telling)
        && (this != WEBP || holds(first, WEBP_AT, HexFormat.of().parseHex(WEBP_NAME)));
  }

  private static boolean holds(byte[] bytes, int at, byte[] part) {
    int end = at + part.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, part, 0, part.length);
  }
}
