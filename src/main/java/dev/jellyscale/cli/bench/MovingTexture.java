package dev.jellyscale.cli.bench;

import dev.jellyscale.video.sample.ClipContent;
import java.util.SplittableRandom;

/**
 * An endless picture that no network and no encoder can take a short cut on: a texture that pans
 * and turns back, another one that moves across it, and grain that is new in every frame. The same
 * seed gives the same bytes.
 */
final class MovingTexture implements ClipContent.Pictures {
  private static final int MARGIN = 256;
  private static final int[] CELLS = {128, 64, 32, 16, 8, 4};
  private static final double GRAIN_CODES = 1.6;
  private static final int GRAIN_TABLE = 1 << 16;
  private static final int BLACK = 16;
  private static final int WHITE = 235;

  private final int width;
  private final int height;
  private final long seed;
  private final Layer luma;
  private final Layer blue;
  private final Layer red;
  private final byte[] grain = new byte[GRAIN_TABLE];

  /**
   * @param width even
   * @param height even
   */
  MovingTexture(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.seed = seed;
    var random = new SplittableRandom(seed);
    luma = new Layer(width, height, 60, random);
    blue = new Layer(width / 2, height / 2, 25, random);
    red = new Layer(width / 2, height / 2, 25, random);
    for (int i = 0; i < grain.length; i++) {
      grain[i] = (byte) Math.clamp(Math.round(random.nextGaussian() * GRAIN_CODES), -8, 8);
    }
  }

  @Override
  public void draw(int number, byte[] picture) {
    var random = new SplittableRandom(seed * 31 + number);
    int across = (int) Math.round(MARGIN / 2.0 * (1 + Math.sin(number / 37.0)));
    int down = (int) Math.round(MARGIN / 2.0 * (1 + Math.cos(number / 53.0)));
    int at = luma.draw(picture, 0, across, down);
    drawObject(number, picture);
    addGrain(random, picture);
    at = blue.draw(picture, at, across / 2, down / 2);
    red.draw(picture, at, across / 2, down / 2);
  }

  /** A window into the texture that moves against the pan. */
  private void drawObject(int number, byte[] picture) {
    int objectWidth = width / 4;
    int objectHeight = height / 3;
    int left = Math.floorMod(number * 4, width - objectWidth);
    int top = height / 3 + (int) (height / 6.0 * Math.sin(number / 11.0));
    for (int y = 0; y < objectHeight; y++) {
      luma.copyRow(MARGIN - y / 2, MARGIN / 2, objectWidth, picture, (top + y) * width + left);
    }
  }

  private void addGrain(SplittableRandom random, byte[] picture) {
    for (int y = 0; y < height; y++) {
      int start = random.nextInt(GRAIN_TABLE);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int value = (picture[i] & 0xff) + grain[(start + x) & (GRAIN_TABLE - 1)];
        picture[i] = (byte) Math.clamp(value, BLACK, WHITE);
      }
    }
  }

  /** Noise of several sizes, larger than the picture by a margin to pan over. */
  private static final class Layer {
    private static final int MIDDLE = 128;

    private final int width;
    private final int height;
    private final int stride;
    private final byte[] codes;

    Layer(int width, int height, double contrast, SplittableRandom random) {
      this.width = width;
      this.height = height;
      stride = width + MARGIN;
      int rows = height + MARGIN;
      var sum = new float[stride * rows];
      for (int cell : CELLS) {
        addOctave(sum, rows, cell, random);
      }
      codes = new byte[sum.length];
      for (int i = 0; i < sum.length; i++) {
        codes[i] = (byte) Math.clamp(Math.round(MIDDLE + contrast * sum[i]), BLACK, WHITE);
      }
    }

    /** Random values on a lattice, joined linearly; finer ones are weaker. */
    private void addOctave(float[] sum, int rows, int cell, SplittableRandom random) {
      int columns = stride / cell + 2;
      var lattice = new float[columns * (rows / cell + 2)];
      float strength = (float) Math.sqrt(cell / (double) CELLS[0]);
      for (int i = 0; i < lattice.length; i++) {
        lattice[i] = (float) random.nextDouble(-strength, strength);
      }
      for (int y = 0; y < rows; y++) {
        float v = (y % cell) / (float) cell;
        for (int x = 0; x < stride; x++) {
          int i = y / cell * columns + x / cell;
          float u = (x % cell) / (float) cell;
          float above = lattice[i] + u * (lattice[i + 1] - lattice[i]);
          float below =
              lattice[i + columns] + u * (lattice[i + columns + 1] - lattice[i + columns]);
          sum[y * stride + x] += above + v * (below - above);
        }
      }
    }

    /** Draws the part that begins at a corner, and tells where the next plane begins. */
    int draw(byte[] target, int at, int left, int top) {
      for (int y = 0; y < height; y++) {
        copyRow(left, top + y, width, target, at + y * width);
      }
      return at + width * height;
    }

    void copyRow(int left, int row, int columns, byte[] target, int at) {
      System.arraycopy(codes, row * stride + left, target, at, columns);
    }
  }
}
