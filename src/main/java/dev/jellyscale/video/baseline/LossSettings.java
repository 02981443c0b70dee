package dev.jellyscale.video.baseline;

import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;

import dev.jellyscale.video.ffmpeg.X264Assembly;
import java.util.HashMap;
import java.util.Map;

/**
 * A loss in the words of its encoder.
 *
 * @param encoder FFmpeg's name
 * @param quality what each picture says of its quantiser, in FFmpeg's unit; 0 where it is not fixed
 * @param options all that it is told besides size and frame rate
 */
record LossSettings(String encoder, int quality, Map<String, String> options) {

  static LossSettings of(Loss loss) {
    return switch (loss) {
      case Loss.H264(int crf) -> {
        var options = new HashMap<>(X264Assembly.options());
        options.put("preset", "medium");
        options.put("crf", Integer.toString(crf));
        yield new LossSettings("libx264", 0, options);
      }
      case Loss.ConstantMpeg2(int quantiser) ->
          new LossSettings(
              loss.codec(),
              quantiser * FF_QP2LAMBDA,
              Map.of("flags", "+qscale", "g", Integer.toString(Loss.MPEG2_GROUP), "bf", "2"));
      case Loss.Mpeg2 _ -> throw new IllegalArgumentException(loss + " has no quantiser yet");
    };
  }
}
