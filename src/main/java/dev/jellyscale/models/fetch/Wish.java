package dev.jellyscale.models.fetch;

import java.util.Map;

/**
 * What part of a file is asked for.
 *
 * @param from first byte that is wanted
 * @param tag validator of the file that the bytes before {@code from} belong to; unused where
 *     {@code from} is 0
 */
record Wish(long from, String tag) {
  static final Wish ALL = new Wish(0, "");

  Map<String, String> headers() {
    return from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-", "If-Range", tag);
  }
}
