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
import dev.jellyscale.protocol.OpenFacts;
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

  private final MemoryMeter memory;

  /**
   * @param engine stays the caller's
   */
  OpenModels(Engine engine, MemoryMeter memory) {
    this.engine = engine;
    this.memory = memory;
  }

  /**
   * A model that was read and tried.
   *
   * @param warm keeps device and weights ready
   * @param facts what opening it took
   */
  private record Open(Network network, Upscaler warm, OpenFacts facts) {}

  /** Opens a model, or finds it open. */
  OpenFacts open(ModelSource source) throws InterruptedException {
    var found = open.get(source);
    if (found != null) {
      return found.facts();
    }
    var before = memory.begin();
    var network = ModelReading.network(source);
    var warm = engine.open(network, WARM, COLOUR, PIXELS.depth());
    var provider = warm.device().provider();
    var facts = new OpenFacts(provider, before.since(provider, network.file().onnx().length));
    open.put(source, new Open(network, warm, facts));
    return facts;
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
