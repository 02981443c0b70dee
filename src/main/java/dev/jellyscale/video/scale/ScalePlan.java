package dev.jellyscale.video.scale;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.scale.ScaleRequest.Fit;
import dev.jellyscale.video.scale.ScaleRequest.OfNetwork;
import dev.jellyscale.video.scale.ScaleRequest.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a picture reaches its size: the network once or several times, then a reduction where that is
 * too much. Width and height of the output are even.
 *
 * @param passes how often the network runs on its own result, at least 1
 * @param enlarged what the last pass gives
 * @param output what is encoded: {@code enlarged} or smaller
 * @param notes sentences for the report
 */
public record ScalePlan(int passes, FrameFormat enlarged, FrameFormat output, List<String> notes) {

  /** Beyond this a picture is mostly invention, and the passes between take gigabytes. */
  private static final int LARGEST_FACTOR = 8;

  /** Longest edge that every encoder of ours takes. */
  private static final int LONGEST_EDGE = 8192;

  /**
   * Plans the way from a video to the size that was asked for.
   *
   * @param networkScale how many times larger one pass makes a picture, at least 1
   * @throws Invalid if the picture already fills the box, or the network cannot reach the size
   * @throws LimitExceeded if the result is larger than encoders take
   */
  public static ScalePlan plan(ScaleRequest request, VideoFacts video, int networkScale) {
    double factor = factor(request, video, networkScale);
    int passes = passes(factor, networkScale);
    var enlarged = video.format();
    for (int i = 0; i < passes; i++) {
      enlarged = enlarged.scaled(networkScale);
    }
    var output = outputFormat(request, video, factor);
    requireEncodable(output);
    requireEnlarged(request, enlarged, output);
    return new ScalePlan(passes, enlarged, output, notes(request, passes, enlarged, output));
  }

  /** Whether the enlarged picture is larger than the output and has to be reduced. */
  public boolean reduces() {
    return !enlarged.equals(output);
  }

  private static double factor(ScaleRequest request, VideoFacts video, int networkScale) {
    double factor =
        switch (request) {
          case OfNetwork _ -> networkScale;
          case Times(int times) -> times;
          case Fit(var box) -> DisplaySize.of(video).factorInto(box);
        };
    if (request instanceof Fit && factor <= 1) {
      throw new Invalid("The video already fills " + request + ": there is nothing to enlarge");
    }
    if (factor > LARGEST_FACTOR) {
      throw new Invalid(
          String.format(
              Locale.ROOT,
              "To fill %s the video would have to grow %.1f times; at most %d times is possible",
              request,
              factor,
              LARGEST_FACTOR));
    }
    return factor;
  }

  private static int passes(double factor, int networkScale) {
    if (networkScale == 1 && factor > 1) {
      throw new Invalid("The model does not enlarge pictures, so it cannot reach the scale");
    }
    int passes = 1;
    for (long reached = networkScale; reached < factor; reached *= networkScale) {
      passes++;
    }
    return passes;
  }

  private static FrameFormat outputFormat(ScaleRequest request, VideoFacts video, double factor) {
    var in = video.format();
    int width = nearestEven(in.width() * factor);
    int height = nearestEven(in.height() * factor);
    if (request instanceof Fit(var box)) {
      var display = DisplaySize.of(video);
      width -= display.tooWide(width, in, box) ? 2 : 0;
      height -= display.tooHigh(height, in, box) ? 2 : 0;
    }
    return new FrameFormat(width, height, in.pixels());
  }

  private static int nearestEven(double size) {
    return Math.max(2, Math.toIntExact(2 * Math.round(size / 2)));
  }

  private static void requireEncodable(FrameFormat output) {
    if (output.width() > LONGEST_EDGE || output.height() > LONGEST_EDGE) {
      throw new LimitExceeded(
          "The result would be "
              + sizeOf(output)
              + " pixels; at most "
              + LONGEST_EDGE
              + " on an edge are possible");
    }
  }

  /** An odd picture times an odd scale rounds up to even: the network has to reach that too. */
  private static void requireEnlarged(
      ScaleRequest request, FrameFormat enlarged, FrameFormat output) {
    if (output.width() > enlarged.width() + 1 || output.height() > enlarged.height() + 1) {
      throw new Invalid("The model cannot reach " + request);
    }
  }

  private static List<String> notes(
      ScaleRequest request, int passes, FrameFormat enlarged, FrameFormat output) {
    var notes = new ArrayList<String>();
    if (passes > 1) {
      notes.add("The network ran " + passes + " times over each picture to reach " + request + ".");
    }
    if (!enlarged.equals(output)) {
      notes.add(
          "The network's "
              + sizeOf(enlarged)
              + " was resized to "
              + sizeOf(output)
              + " by a Lanczos filter.");
    }
    return List.copyOf(notes);
  }

  private static String sizeOf(FrameFormat format) {
    return format.width() + "x" + format.height();
  }
}
