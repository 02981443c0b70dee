package dev.jellyscale.jobs.disk;

import dev.jellyscale.protocol.job.VideoWish;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many bits an encoder spends on a pixel, by its quality, as this program measured with a real
 * clip (docs/jobs.md tells how). Between two qualities the logarithm goes on a straight line, and
 * so it does behind the last ones.
 */
final class BitsPerPixel {
  private static final NavigableMap<Integer, Double> X264 =
      new TreeMap<>(Map.of(14, 0.691, 18, 0.435, 23, 0.233, 28, 0.126));

  private static final NavigableMap<Integer, Double> X265 =
      new TreeMap<>(Map.of(16, 0.537, 20, 0.342, 24, 0.214, 28, 0.131));

  private static final NavigableMap<Integer, Double> SVT_AV1 =
      new TreeMap<>(Map.of(20, 0.455, 28, 0.292, 36, 0.174, 44, 0.102));

  /** No encoder of a GPU was at hand: those of x264 at the same number, which spends more. */
  private static final NavigableMap<Integer, Double> NVENC = X264;

  /** As much as pictures of 8 bit take that are not coded at all, with colours halved both ways. */
  private static final double MOST = 12;

  private static final int USUAL = 18;

  private BitsPerPixel() {}

  /** Bits for each pixel of the output, above 0. */
  static double of(VideoWish.Encoder encoder) {
    var table = table(encoder.name().orElse(""));
    return Math.min(MOST, at(table, encoder.quality().orElse(USUAL)));
  }

  private static NavigableMap<Integer, Double> table(String encoder) {
    return switch (encoder) {
      case "x265" -> X265;
      case "svtav1" -> SVT_AV1;
      case "h264_nvenc", "hevc_nvenc", "av1_nvenc" -> NVENC;
      default -> X264;
    };
  }

  private static double at(NavigableMap<Integer, Double> table, int quality) {
    var low = table.floorEntry(quality);
    if (low == null || low.getKey().equals(table.lastKey())) {
      low = low == null ? table.firstEntry() : table.lowerEntry(table.lastKey());
    }
    var high = table.higherEntry(low.getKey());
    double steps = high.getKey() - low.getKey();
    double slope = Math.log(high.getValue() / low.getValue()) / steps;
    return low.getValue() * Math.exp(slope * (quality - low.getKey()));
  }
}
