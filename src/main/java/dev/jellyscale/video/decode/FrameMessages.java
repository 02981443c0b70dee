package dev.jellyscale.video.decode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_to_t35;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import dev.jellyscale.frame.SideData;
import dev.jellyscale.frame.SideData.Kind;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVDynamicHDRPlus;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Takes from a decoded frame what travels with it: captions and HDR10+. All else stays behind;
 * Dolby Vision's metadata above all, which describes a picture that is no more.
 */
final class FrameMessages {
  private FrameMessages() {}

  static List<SideData> of(AVFrame frame) {
    if (frame.nb_side_data() == 0) {
      return List.of();
    }
    var travelling = new ArrayList<SideData>(2);
    var captions = av_frame_get_side_data(frame, AV_FRAME_DATA_A53_CC);
    if (captions != null) {
      travelling.add(new SideData(Kind.A53_CAPTIONS, bytes(captions.data(), captions.size())));
    }
    var dynamic = av_frame_get_side_data(frame, AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
    if (dynamic != null) {
      travelling.add(new SideData(Kind.HDR10_PLUS, serialised(dynamic.data())));
    }
    return travelling;
  }

  private static byte[] serialised(BytePointer dynamic) {
    var payload = new BytePointer((org.bytedeco.javacpp.Pointer) null);
    try (var size = new SizeTPointer(1)) {
      check(
          av_dynamic_hdr_plus_to_t35(new AVDynamicHDRPlus(dynamic), payload, size),
          "serialise HDR10+ metadata");
      return bytes(payload, size.get());
    } finally {
      av_free(payload);
    }
  }

  private static byte[] bytes(BytePointer data, long size) {
    var copy = new byte[Math.toIntExact(size)];
    data.get(copy);
    return copy;
  }
}
