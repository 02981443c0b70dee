package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/** Carries from a source to its result what says which colours the numbers are. */
final class PictureTags {
  private static final int LARGEST = 4 << 20;
  private static final int[] CARRIED = {
    AV_FRAME_DATA_ICC_PROFILE,
    AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
    AV_FRAME_DATA_CONTENT_LIGHT_LEVEL
  };

  private PictureTags() {}

  /** Carries all there are; the colour profile of a grey picture suits no picture of colours. */
  static void carry(ImageDecoder source, AVFrame to) {
    var from = source.picture();
    for (int type : CARRIED) {
      if (type != AV_FRAME_DATA_ICC_PROFILE || !source.isGrey()) {
        carry(from, to, type);
      }
    }
    if (from.colorspace() == AVCOL_SPC_RGB) {
      to.color_primaries(from.color_primaries());
      to.color_trc(from.color_trc());
      to.colorspace(AVCOL_SPC_RGB);
    }
  }

  private static void carry(AVFrame from, AVFrame to, int type) {
    var found = av_frame_get_side_data(from, type);
    if (found == null || found.isNull() || found.size() > LARGEST) {
      return;
    }
    var made = av_frame_new_side_data(to, type, found.size());
    if (made == null) {
      throw new OutOfMemoryError("No memory for the tags of a picture");
    }
    Pointer.memcpy(made.data(), found.data(), found.size());
  }
}
