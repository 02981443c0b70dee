package dev.jellyscale.cli.quality;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Shrinks a picture, enlarges it again and compares with the original. Protocol: BT.601
 * limited-range luma rounded to 8 bit; shrunk by antialiased bicubic, rounded; enlarged by the
 * model through the engine, and by bicubic as the baseline; a border of twice the scale does not
 * count.
 */
final class QualityMeasurement {
  private static final ColourDescription COLOUR =
      new ColourDescription(Matrix.BT601, Range.LIMITED, ChromaSiting.LEFT);
  private static final PixelFormat PIXELS =
      new PixelFormat(PixelFormat.Family.YUV, PixelFormat.Subsampling.S444, 8);
  private static final byte NEUTRAL_CHROMA = (byte) 128;

  private final Engine engine;
  private final Network network;

  QualityMeasurement(Engine engine, Network network) {
    this.engine = engine;
    this.network = network;
  }

  /**
   * One row of the table.
   *
   * @param picture name of the file
   * @param bicubic PSNR of the baseline in dB
   * @param model PSNR of the model in dB
   */
  record Row(String picture, double bicubic, double model) {
    double gain() {
      return model - bicubic;
    }
  }

  Row measure(String name, LumaImage picture) throws InterruptedException {
    int scale = network.scale();
    var original = picture.croppedTo(scale);
    requireInside(name, original, 2 * scale);
    var low = PillowBicubic.resize(original, original.width() / scale, original.height() / scale);
    var bicubic = PillowBicubic.resize(low, original.width(), original.height());
    int border = 2 * scale;
    return new Row(name, bicubic.psnr(original, border), enlarge(low).psnr(original, border));
  }

  private static void requireInside(String name, LumaImage picture, int border) {
    if (Math.min(picture.width(), picture.height()) <= 2 * border) {
      throw new Invalid("%s has nothing inside of the border that does not count".formatted(name));
    }
  }

  private LumaImage enlarge(LumaImage low) throws InterruptedException {
    var format = new FrameFormat(low.width(), low.height(), PIXELS);
    try (var upscaler = engine.open(network, format, COLOUR, PIXELS.depth());
        var sources = new FramePool(format, 1);
        var results = new FramePool(upscaler.output(), 1);
        var source = sources.acquire();
        var result = results.acquire()) {
      fill(source, low);
      upscaler.upscale(List.of(source), List.of(result));
      var codes = result.plane(0).toArray(ValueLayout.JAVA_BYTE);
      return new LumaImage(upscaler.output().width(), upscaler.output().height(), codes);
    }
  }

  private static void fill(Frame frame, LumaImage picture) {
    frame.plane(0).copyFrom(MemorySegment.ofArray(picture.codes()));
    frame.plane(1).fill(NEUTRAL_CHROMA);
    frame.plane(2).fill(NEUTRAL_CHROMA);
  }
}
