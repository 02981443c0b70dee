package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Fades neighbouring tiles into each other, linearly from one side of the seam to the other. It
 * holds one frame of 32-bit sums; frames are therefore put together one after the other.
 *
 * <p>The weights of all tiles at a pixel add up to exactly {@link #ONE} along each axis, so that
 * tiles which agree give back exactly what they agree on, and the largest sum, 65535 x 65536 plus a
 * half, still fits into 32 bits without sign.
 */
public final class TileBlender implements TileWriter {
  private static final int WEIGHT_BITS = 8;
  private static final int ONE = 1 << WEIGHT_BITS;
  private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);
  private static final int MASK_8 = 0xFF;
  private static final int MASK_16 = 0xFFFF;

  private final FrameFormat input;
  private final int scale;
  private final int reach;
  private final List<PlaneLayout> planes = new ArrayList<>();
  private final List<MemorySegment> sums = new ArrayList<>();
  private final Arena arena = Arena.ofShared();

  /**
   * @param input format of the frames before enlarging
   * @param output format of the enlarged frames
   * @param seam how the tiles meet
   */
  public TileBlender(FrameFormat input, FrameFormat output, Seam seam) {
    this.input = input;
    scale = output.width() / input.width();
    reach = seam.reach();
    try {
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        var layout = PlaneLayout.of(output, plane);
        planes.add(layout);
        sums.add(
            arena.allocate((long) layout.width() * layout.height() * Integer.BYTES, Long.BYTES));
      }
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public synchronized void begin() {
    sums.forEach(sum -> sum.fill((byte) 0));
  }

  @Override
  public synchronized void write(Tile tile, List<MemorySegment> sources, Frame frame) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      addPlane(tile, sources.get(plane), planes.get(plane), sums.get(plane));
    }
  }

  private void addPlane(Tile tile, MemorySegment source, PlaneLayout layout, MemorySegment sum) {
    var across = ScaledSpan.of(tile.columns(), scale, layout.columns(), reach);
    var down = ScaledSpan.of(tile.rows(), scale, layout.rows(), reach);
    int[] columnWeights =
        weights(across, tile.columns().coreEnd() >= input.width(), layout.width());
    int[] rowWeights = weights(down, tile.rows().coreEnd() >= input.height(), layout.height());
    for (int y = 0; y < rowWeights.length; y++) {
      if (rowWeights[y] > 0) {
        long from = (long) y * across.size();
        long to = (long) (down.start() + y) * layout.width() + across.start();
        for (int x = 0; x < columnWeights.length; x++) {
          int sample = sample(source, from + x, layout.sampleBytes());
          int value = sum.getAtIndex(ValueLayout.JAVA_INT, to + x);
          sum.setAtIndex(
              ValueLayout.JAVA_INT, to + x, value + sample * rowWeights[y] * columnWeights[x]);
        }
      }
    }
  }

  /** Weights of the tile's samples, as far as the plane reaches. */
  private static int[] weights(ScaledSpan span, boolean last, int planeLength) {
    var weights = new int[Math.min(span.size(), planeLength - span.start())];
    for (int i = 0; i < weights.length; i++) {
      int position = span.start() + i;
      int rise = span.coreStart() == 0 ? ONE : risen(position, span.coreStart(), span.fade());
      int fall = last ? 0 : risen(position, span.coreEnd(), span.fade());
      weights[i] = rise - fall;
    }
    return weights;
  }

  /** Share of the tile behind a seam, in the middle of a sample. */
  private static int risen(int position, int seam, int fade) {
    int fromStart = 2 * (position - (seam - fade)) + 1;
    return Math.clamp((long) fromStart * ONE / (4L * fade), 0, ONE);
  }

  private static int sample(MemorySegment plane, long index, int sampleBytes) {
    return sampleBytes == 1
        ? plane.get(ValueLayout.JAVA_BYTE, index) & MASK_8
        : plane.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) & MASK_16;
  }

  @Override
  public synchronized void finish(Frame frame) {
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var target = frame.plane(plane);
      var sum = sums.get(plane);
      int sampleBytes = planes.get(plane).sampleBytes();
      long samples = target.byteSize() / sampleBytes;
      for (long i = 0; i < samples; i++) {
        int code = (sum.getAtIndex(ValueLayout.JAVA_INT, i) + HALF) >>> (2 * WEIGHT_BITS);
        if (sampleBytes == 1) {
          target.set(ValueLayout.JAVA_BYTE, i, (byte) code);
        } else {
          target.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i, (short) code);
        }
      }
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
