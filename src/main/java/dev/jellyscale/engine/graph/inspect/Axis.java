package dev.jellyscale.engine.graph.inspect;

/** A direction in which pictures extend. */
enum Axis {
  ROWS(0),
  COLUMNS(1);

  private final int index;

  Axis(int index) {
    this.index = index;
  }

  /** Its place among the two. */
  int index() {
    return index;
  }

  /** Its place among the four dimensions of an image. */
  int dimension() {
    return 2 + index;
  }
}
