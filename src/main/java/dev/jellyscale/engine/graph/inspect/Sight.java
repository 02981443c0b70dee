package dev.jellyscale.engine.graph.inspect;

import java.util.OptionalInt;

/**
 * What an output pixel depends on.
 *
 * @param radius input pixels on each side of its own; empty where it is the whole picture, or where
 *     that is unknown
 * @param period input pixels after which the answer repeats when the picture repeats: the network's
 *     whole stride, 1 for most
 */
public record Sight(OptionalInt radius, int period) {
  static final Sight UNKNOWN = new Sight(OptionalInt.empty(), 1);
}
