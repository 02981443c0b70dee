package dev.jellyscale.renderer.picture;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.model.ModelSource;

/**
 * A model that is open for pictures of one size and format, and the memory of one picture before
 * and after. Used by one thread.
 */
public final class ReadyUpscaler implements AutoCloseable {
  private final Key key;
  private final Upscaler upscaler;
  private final FramePool inputs;
  private final FramePool outputs;

  /**
   * @param upscaler owned from here on, also when this fails
   */
  public ReadyUpscaler(Key key, Upscaler upscaler) {
    this.key = key;
    this.upscaler = upscaler;
    try {
      inputs = new FramePool(upscaler.input(), 1);
    } catch (RuntimeException | Error e) {
      upscaler.close();
      throw e;
    }
    try {
      outputs = new FramePool(upscaler.output(), 1);
    } catch (RuntimeException | Error e) {
      inputs.close();
      upscaler.close();
      throw e;
    }
  }

  /**
   * What pictures it takes.
   *
   * @param depth bits of an output sample
   */
  public record Key(ModelSource model, FrameFormat input, ColourDescription colour, int depth) {}

  public Key key() {
    return key;
  }

  public Upscaler upscaler() {
    return upscaler;
  }

  /** How many times as wide and high its pictures become. */
  public int scale() {
    return upscaler.output().width() / upscaler.input().width();
  }

  public FramePool inputs() {
    return inputs;
  }

  public FramePool outputs() {
    return outputs;
  }

  /** Bytes of both pictures. */
  public long bytes() {
    return upscaler.input().bytes() + upscaler.output().bytes();
  }

  @Override
  public void close() {
    upscaler.close();
    inputs.close();
    outputs.close();
  }
}
