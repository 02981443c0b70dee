package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.BenchmarkFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds out what models are and how fast they run. */
record ModelWork(Engine engine, OpenModels models, MemoryMeter memory) {
  private static final int MOST_RUNS = 9;
  private static final int LEAST_RUNS = 3;
  private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** What a model is. */
  ModelTraits probe(ModelSource source) {
    return ModelReading.network(source).requirePictures().traits();
  }

  /** How fast a model is at each size. */
  List<BenchmarkFacts> benchmark(ModelSource source, List<Size> sizes, Task task)
      throws InterruptedException {
    var network = models.network(source);
    var facts = new ArrayList<BenchmarkFacts>();
    for (int i = 0; i < sizes.size(); i++) {
      task.requireWanted();
      var size = sizes.get(i);
      var format = new FrameFormat(size.width(), size.height(), OpenModels.PIXELS);
      var before = memory.begin();
      try (var upscaler =
          engine.open(network, format, OpenModels.COLOUR, OpenModels.PIXELS.depth())) {
        task.runs(upscaler);
        double fps = framesPerSecond(upscaler, task);
        var device = upscaler.device();
        var taken = before.peak(device.provider(), network.file().onnx().length);
        facts.add(new BenchmarkFacts(size, fps, taken, device));
      }
      task.progress(i + 1L, sizes.size());
    }
    return facts;
  }

  private static double framesPerSecond(Upscaler upscaler, Task task) throws InterruptedException {
    int batch = upscaler.batch();
    try (var inputs = new FramePool(upscaler.input(), batch);
        var outputs = new FramePool(upscaler.output(), batch)) {
      var in = lend(inputs, batch);
      var out = lend(outputs, batch);
      try {
        upscaler.upscale(in, out);
        return batch / medianSeconds(upscaler, in, out, task);
      } finally {
        in.forEach(Frame::close);
        out.forEach(Frame::close);
      }
    }
  }

  private static double medianSeconds(Upscaler upscaler, List<Frame> in, List<Frame> out, Task task)
      throws InterruptedException {
    var nanos = new ArrayList<Long>();
    long begin = System.nanoTime();
    while (nanos.size() < LEAST_RUNS
        || (nanos.size() < MOST_RUNS && System.nanoTime() - begin < ENOUGH_NANOS)) {
      long start = System.nanoTime();
      upscaler.upscale(in, out);
      nanos.add(System.nanoTime() - start);
      task.progress(0, 0);
    }
    nanos.sort(null);
    return nanos.get(nanos.size() / 2) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private static List<Frame> lend(FramePool pool, int count) throws InterruptedException {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < count; i++) {
      frames.add(pool.acquire());
    }
    return frames;
  }
}
