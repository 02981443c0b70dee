package dev.jellyscale.video.image;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Gives invisible pixels the colour of the nearest visible one. What colour a file has for them is
 * chance, and a network would mix it into the edge of what is visible. Colours are not multiplied
 * by transparency instead, because the division afterwards would lose most of them where little
 * shows.
 */
final class HiddenColours {
  private static final int STRAIGHT = 3;
  private static final int DIAGONAL = 4;
  private static final int FAR = Short.MAX_VALUE;

  private final Frame frame;
  private final int border;
  private final int width;
  private final int height;
  private final int bytes;

  /** Distance to the pixel whose colour each has, in thirds of a pixel. */
  private final MemorySegment distance;

  private HiddenColours(Frame frame, AlphaPlane alpha, int border, Arena arena) {
    this.frame = frame;
    this.border = border;
    width = alpha.width();
    height = alpha.height();
    bytes = frame.format().pixels().bytesPerSample();
    int pixels = Math.multiplyExact(width, height);
    distance = arena.allocate(ValueLayout.JAVA_SHORT, pixels);
    for (int i = 0; i < pixels; i++) {
      setDistance(i, alpha.isHidden(i) ? FAR : 0);
    }
  }

  private int distance(int pixel) {
    return distance.getAtIndex(ValueLayout.JAVA_SHORT, pixel);
  }

  private void setDistance(int pixel, int thirds) {
    distance.setAtIndex(ValueLayout.JAVA_SHORT, pixel, (short) thirds);
  }

  /** Changes a frame whose planes are all of the size of {@code alpha}, but for a border. */
  static void replace(Frame frame, AlphaPlane alpha, int border) {
    try (var arena = Arena.ofConfined()) {
      var work = new HiddenColours(frame, alpha, border, arena);
      work.downwards();
      work.upwards();
    }
  }

  private void downwards() {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        take(x, y, x - 1, y);
        take(x, y, x - 1, y - 1);
        take(x, y, x, y - 1);
        take(x, y, x + 1, y - 1);
      }
    }
  }

  private void upwards() {
    for (int y = height - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--) {
        take(x, y, x + 1, y);
        take(x, y, x + 1, y + 1);
        take(x, y, x, y + 1);
        take(x, y, x - 1, y + 1);
      }
    }
  }

  /** Takes the colour of a neighbour if that is nearer to where it comes from. */
  private void take(int x, int y, int besideX, int besideY) {
    int at = y * width + x;
    if (distance(at) == 0 || besideX < 0 || besideX >= width || besideY < 0 || besideY >= height) {
      return;
    }
    int beside = besideY * width + besideX;
    int step = x == besideX || y == besideY ? STRAIGHT : DIAGONAL;
    int way = distance(beside) + step;
    if (way < distance(at)) {
      setDistance(at, way);
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        MemorySegment colours = frame.plane(plane);
        MemorySegment.copy(colours, place(besideX, besideY), colours, place(x, y), bytes);
      }
    }
  }

  private long place(int x, int y) {
    return ((long) (y + border) * frame.format().width() + x + border) * bytes;
  }
}
