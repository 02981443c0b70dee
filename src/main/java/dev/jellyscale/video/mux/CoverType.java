package dev.jellyscale.video.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_GIF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TIFF;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of pictures that Matroska and MP4 keep as covers. */
public enum CoverType {
  JPEG(AV_CODEC_ID_MJPEG, "image/jpeg", "cover.jpg", true),
  PNG(AV_CODEC_ID_PNG, "image/png", "cover.png", true),
  BMP(AV_CODEC_ID_BMP, "image/bmp", "cover.bmp", true),
  GIF(AV_CODEC_ID_GIF, "image/gif", "cover.gif", false),
  TIFF(AV_CODEC_ID_TIFF, "image/tiff", "cover.tiff", false);

  private final int codecId;
  private final String mime;
  private final String fileName;
  private final boolean inMp4;

  CoverType(int codecId, String mime, String fileName, boolean inMp4) {
    this.codecId = codecId;
    this.mime = mime;
    this.fileName = fileName;
    this.inMp4 = inMp4;
  }

  /** The kind of pictures of a codec, if covers can be of it. */
  public static Optional<CoverType> of(int codecId) {
    return Arrays.stream(values()).filter(type -> type.codecId == codecId).findFirst();
  }

  /** Media type, such as {@code image/jpeg}. */
  public String mime() {
    return mime;
  }

  /** What to call a cover that has no name. */
  public String fileName() {
    return fileName;
  }

  /** Whether MP4 can hold it; Matroska holds them all. */
  public boolean inMp4() {
    return inMp4;
  }
}
