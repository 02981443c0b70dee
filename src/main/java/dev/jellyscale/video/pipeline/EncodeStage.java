package dev.jellyscale.video.pipeline;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.video.pipeline.Rendered.Picture;
import dev.jellyscale.video.pipeline.Rendered.Repeat;
import org.jspecify.annotations.Nullable;

/** Writes upscaled frames in order; keeps the last picture, because it may come again. */
record EncodeStage(HandOver<Rendered> in, FrameSink sink, FrameListener listener, Gate gate)
    implements Stage {

  @Override
  public void run() throws InterruptedException {
    @Nullable Frame last = null;
    try {
      for (var next = in.take(); next.isPresent(); next = in.take()) {
        last = pictureOf(next.get(), last);
        gate.pass();
        sink.write(last);
        listener.written(next.get() instanceof Repeat);
      }
    } finally {
      if (last != null) {
        last.close();
      }
    }
  }

  private static Frame pictureOf(Rendered rendered, @Nullable Frame last) {
    return switch (rendered) {
      case Picture(var frame) -> {
        if (last != null) {
          last.close();
        }
        yield frame;
      }
      case Repeat repeat -> {
        if (last == null) {
          throw new IllegalStateException("There is no picture to repeat at " + repeat.pts());
        }
        last.stamp(repeat.pts(), repeat.duration(), repeat.sideData());
        yield last;
      }
    };
  }
}
