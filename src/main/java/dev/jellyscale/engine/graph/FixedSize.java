package dev.jellyscale.engine.graph;

/**
 * The only size of picture that a network takes.
 *
 * @param width columns
 * @param height rows
 */
public record FixedSize(int width, int height) {

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
