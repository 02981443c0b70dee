package dev.jellyscale.video.pipeline;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.SideData;
import java.util.List;

/** What inference hands to the encoder for one frame. */
sealed interface Rendered {

  /** Gives back native memory. */
  void release();

  /** A new picture. Who holds this owns the frame. */
  record Picture(Frame frame) implements Rendered {
    @Override
    public void release() {
      frame.close();
    }
  }

  /** The picture before once more, at another time and with side data of its own. */
  record Repeat(long pts, long duration, List<SideData> sideData) implements Rendered {
    @Override
    public void release() {
      // Holds no native memory.
    }
  }
}
