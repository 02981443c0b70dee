package dev.jellyscale.video.mux;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;

import dev.jellyscale.video.ffmpeg.Dictionary;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Tags in a form that a muxer's structures own. */
public final class NativeTags {
  private NativeTags() {}

  /** A native dictionary of these entries, for a structure that frees it. */
  public static AVDictionary of(Map<String, String> tags) {
    var copy = new AVDictionary(null);
    try (var entries = Dictionary.of(tags)) {
      check(av_dict_copy(copy, entries.pointer(), 0), "copy tags");
    }
    return copy;
  }
}
