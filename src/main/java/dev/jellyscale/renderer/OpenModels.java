package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.model.ModelSource;
import java.util.HashMap;
import java.util.Map;

/** The models that a renderer keeps open. Used by its working thread alone. */
final class OpenModels {
  /** What video is, most of the time. */
  static final PixelFormat PIXELS = new PixelFormat(Family.YUV, Subsampling.S420, 8);

  static final ColourDescription COLOUR =
      new ColourDescription(Matrix.BT709, Range.LIMITED, ChromaSiting.LEFT);

  /** Small enough to be open in no time; a network's weights take the same for every size. */
  private static final FrameFormat WARM = new FrameFormat(320, 180, PIXELS);

  private final Engine engine;
  private final Map<ModelSource, Open> open = new HashMap<>();

  /**
   * @param engine stays the caller's
   */
  OpenModels(Engine engine) {
    this.engine = engine;
  }

  /**
   * A model that was read and tried.
   *
   * @param warm keeps device and weights ready
   * @param bytes that opening it took
   */
  private record Open(Network network, Upscaler warm, long bytes) {}

  /** Opens a model, or finds it open. Returns the bytes that it takes. */
  long open(ModelSource source) throws InterruptedException {
    var found = open.get(source);
    if (found != null) {
      return found.bytes();
    }
    long before = ResidentMemory.bytes();
    var network = ModelReading.network(source);
    var warm = engine.open(network, WARM, COLOUR, PIXELS.depth());
    // The file itself is the least that it can take: memory of models before may be in use again.
    long bytes = Math.max(network.file().onnx().length, ResidentMemory.bytes() - before);
    open.put(source, new Open(network, warm, bytes));
    return bytes;
  }

  /** The network of a model: the open one, or read for this once. */
  Network network(ModelSource source) {
    var found = open.get(source);
    return found == null ? ModelReading.network(source) : found.network();
  }

  /** Closes a model; one that is not open stays so. */
  void close(ModelSource source) {
    var found = open.remove(source);
    if (found != null) {
      found.warm().close();
    }
  }
}
