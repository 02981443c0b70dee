package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.cli.quality.luma.LumaPlane;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enlarges luma by one network, which stays open for pictures of the same size. */
final class Enlarger implements AutoCloseable {
  private static final PixelFormat PIXELS =
      new PixelFormat(PixelFormat.Family.YUV, PixelFormat.Subsampling.S444, 8);

  private final Engine engine;
  private final Network network;
  private @Nullable Opened opened;

  /**
   * @param engine stays the caller's, and is closed later than this
   */
  Enlarger(Engine engine, Network network) {
    this.engine = engine;
    this.network = network;
  }

  /**
   * The picture, larger by the network's scale.
   *
   * @param range which codes of it stand for black and white
   */
  LumaImage enlarge(LumaImage picture, Range range) throws InterruptedException {
    var open = open(new FrameFormat(picture.width(), picture.height(), PIXELS), range);
    try (var source = open.sources.acquire();
        var result = open.results.acquire()) {
      LumaPlane.fill(source, picture);
      open.upscaler.upscale(List.of(source), List.of(result));
      return LumaPlane.of(result);
    }
  }

  private Opened open(FrameFormat format, Range range) throws InterruptedException {
    if (opened == null || !opened.sources.format().equals(format) || opened.range != range) {
      close();
      var colour = new ColourDescription(Matrix.BT601, range, ChromaSiting.LEFT);
      var upscaler = engine.open(network, format, colour, PIXELS.depth());
      opened = Opened.of(upscaler, range);
    }
    return opened;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  /** The network for one size, with the frames that go in and come out. */
  private record Opened(Upscaler upscaler, Range range, FramePool sources, FramePool results)
      implements AutoCloseable {

    /** Takes the network over; it is closed where there is no memory for the frames. */
    static Opened of(Upscaler upscaler, Range range) {
      try {
        return withFrames(upscaler, range, new FramePool(upscaler.input(), 1));
      } catch (RuntimeException | Error e) {
        upscaler.close();
        throw e;
      }
    }

    private static Opened withFrames(Upscaler upscaler, Range range, FramePool sources) {
      try {
        return new Opened(upscaler, range, sources, new FramePool(upscaler.output(), 1));
      } catch (RuntimeException | Error e) {
        sources.close();
        throw e;
      }
    }

    @Override
    public void close() {
      upscaler.close();
      sources.close();
      results.close();
    }
  }
}
