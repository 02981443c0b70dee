package dev.jellyscale.engine;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.DeviceFacts;
import java.util.List;

/**
 * A model opened for frames of one format and colour. It may be used by one thread at a time,
 * except {@link #cancel} and {@link #close}, which any thread may call: closing waits for a running
 * inference.
 */
public interface Upscaler extends AutoCloseable {

  /** What it takes. */
  FrameFormat input();

  /** What it gives: {@link #input} scaled, with the depth that was asked for. */
  FrameFormat output();

  /** Most frames that one call takes; the number that is fastest. */
  int batch();

  /**
   * Fills the planes and the stamp of each output from the input at the same place. The caller
   * keeps both.
   *
   * @param inputs 1 to {@link #batch} frames
   * @throws InterruptedException after {@link #cancel}
   * @throws dev.jellyscale.error.JellyscaleException.EngineFailure if the device fails
   */
  void upscale(List<Frame> inputs, List<Frame> outputs) throws InterruptedException;

  /** Ends a running inference and all later ones. */
  void cancel();

  /** Where it runs and how. */
  DeviceFacts device();

  @Override
  void close();
}
