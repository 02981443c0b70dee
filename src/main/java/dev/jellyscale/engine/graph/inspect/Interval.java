package dev.jellyscale.engine.graph.inspect;

/**
 * Neighbouring pixels along one axis; they may lie outside of the picture.
 *
 * @param first the first of them
 * @param last the last of them
 */
record Interval(long first, long last) {

  /** The smallest interval that holds both. */
  Interval cover(Interval other) {
    return new Interval(Math.min(first, other.first), Math.max(last, other.last));
  }

  Interval shifted(long pixels) {
    return new Interval(first + pixels, last + pixels);
  }
}
