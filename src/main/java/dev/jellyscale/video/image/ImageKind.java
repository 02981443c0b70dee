package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.util.Arrays;
import java.util.HexFormat;

/** Kinds of picture files, known by their first bytes and never by their names. */
enum ImageKind {
  PNG(AV_CODEC_ID_PNG, "89504e470d0a1a0a"),
  JPEG(AV_CODEC_ID_MJPEG, "ffd8ff");

  private final int codec;
  private final String beginning;

  /**
   * @param beginning first bytes, in hexadecimal digits
   */
  ImageKind(int codec, String beginning) {
    this.codec = codec;
    this.beginning = beginning;
  }

  /** FFmpeg's number of the codec. */
  int codec() {
    return codec;
  }

  /**
   * The kind of a file.
   *
   * @throws Unsupported if it is none of them
   */
  static ImageKind of(byte[] file) {
    return Arrays.stream(values())
        .filter(kind -> kind.begins(file))
        .findFirst()
        .orElseThrow(() -> new Unsupported("The file is no picture that is handled: PNG or JPEG"));
  }

  private boolean begins(byte[] file) {
    int length = beginning.length() / 2;
    return file.length >= length && HexFormat.of().formatHex(file, 0, length).equals(beginning);
  }
}
