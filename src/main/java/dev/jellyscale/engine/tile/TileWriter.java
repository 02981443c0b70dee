package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.Frame;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Puts the enlarged tiles of one frame together. Any thread may add a tile. */
public sealed interface TileWriter extends AutoCloseable permits TileCutter, TileBlender {

  /** Starts a frame; what an unfinished one has left behind is dropped. */
  void begin();

  /**
   * Takes the pixels that a tile answers for.
   *
   * @param tile its place in the input frame
   * @param sources memory of the enlarged tile's planes, without row padding
   * @param frame the enlarged frame, the same for all tiles of one frame
   */
  void write(Tile tile, List<MemorySegment> sources, Frame frame);

  /** Completes the frame once all of its tiles are written. */
  void finish(Frame frame);

  /** Releases its memory, where it has any. Closing again has no effect. */
  @Override
  void close();
}
