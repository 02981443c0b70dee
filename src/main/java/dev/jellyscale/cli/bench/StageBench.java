package dev.jellyscale.cli.bench;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.video.encode.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures each stage alone, on the very frames that it has in the pipeline. Frames wait in files
 * between the stages, and reading and writing those files is not counted.
 */
final class StageBench implements AutoCloseable {
  private final BenchTask task;
  private final Upscaler upscaler;
  private final Path segment;
  private final FrameSpool decoded;
  private final FrameSpool upscaled;

  /**
   * Decodes the clip once, so that inference can begin with any round.
   *
   * @param upscaler stays the caller's
   */
  StageBench(BenchTask task, Upscaler upscaler, Path folder)
      throws IOException, InterruptedException {
    this.task = task;
    this.upscaler = upscaler;
    segment = folder.resolve("stage.segment");
    decoded = new FrameSpool(folder.resolve("decoded.frames"));
    upscaled = new FrameSpool(folder.resolve("upscaled.frames"));
    spoolDecoded();
  }

  private void spoolDecoded() throws IOException, InterruptedException {
    try (var pool = new FramePool(upscaler.input(), 1);
        var frame = pool.acquire();
        var reader = task.reader()) {
      while (reader.read(frame)) {
        decoded.add(frame);
      }
    }
  }

  /** Seconds to decode the clip. */
  double decode() throws InterruptedException {
    try (var pool = new FramePool(upscaler.input(), 1);
        var frame = pool.acquire()) {
      var watch = new Stopwatch().start();
      try (var reader = task.reader()) {
        while (reader.read(frame)) {
          // The frame is overwritten by the next one: nothing else is measured here.
        }
      }
      return watch.stop().seconds();
    }
  }

  /** Seconds to infer every frame of the clip. */
  double infer() throws IOException, InterruptedException {
    int batch = upscaler.batch();
    boolean keep = upscaled.size() == 0;
    var watch = new Stopwatch();
    try (var inputs = new FramePool(upscaler.input(), batch);
        var outputs = new FramePool(upscaler.output(), batch)) {
      for (int first = 0; first < decoded.size(); first += batch) {
        int count = Math.min(batch, decoded.size() - first);
        inferBatch(first, lend(inputs, count), lend(outputs, count), new Run(watch, keep));
      }
    }
    return watch.seconds();
  }

  private static List<Frame> lend(FramePool pool, int count) throws InterruptedException {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < count; i++) {
      frames.add(pool.acquire());
    }
    return frames;
  }

  private void inferBatch(int first, List<Frame> in, List<Frame> out, Run run)
      throws IOException, InterruptedException {
    try {
      for (int i = 0; i < in.size(); i++) {
        decoded.read(first + i, in.get(i));
      }
      run.watch.start();
      upscaler.upscale(in, out);
      run.watch.stop();
      for (var frame : out) {
        if (run.keep) {
          upscaled.add(frame);
        }
      }
    } finally {
      in.forEach(Frame::close);
      out.forEach(Frame::close);
    }
  }

  /** Seconds to encode the upscaled clip into a segment on the disk; needs one inference before. */
  double encode() throws IOException, InterruptedException {
    var watch = new Stopwatch();
    try (var pool = new FramePool(upscaler.output(), 1);
        var frame = pool.acquire()) {
      watch.start();
      try (var writer = SegmentWriter.open(segment, task.encode())) {
        watch.stop();
        for (int i = 0; i < upscaled.size(); i++) {
          upscaled.read(i, frame);
          watch.start();
          writer.write(frame);
          watch.stop();
        }
        watch.start();
        writer.finish();
      }
      watch.stop();
    }
    Files.delete(segment);
    return watch.seconds();
  }

  @Override
  public void close() throws IOException {
    try (upscaled) {
      decoded.close();
    }
  }

  private record Run(Stopwatch watch, boolean keep) {}
}
