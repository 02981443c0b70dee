package dev.jellyscale.engine.tile;

/**
 * A span in samples of an enlarged plane.
 *
 * @param fade samples on each side of a seam where two tiles fade into each other
 */
record ScaledSpan(int start, int size, int coreStart, int coreEnd, int fade) {

  /**
   * @param lumaPerSample luma pixels of a sample along this axis
   */
  static ScaledSpan of(Span span, int scale, int lumaPerSample) {
    return of(span, scale, lumaPerSample, 0);
  }

  static ScaledSpan of(Span span, int scale, int lumaPerSample, int fadePixels) {
    return new ScaledSpan(
        span.start() * scale / lumaPerSample,
        span.size() * scale / lumaPerSample,
        span.coreStart() * scale / lumaPerSample,
        span.coreEnd() * scale / lumaPerSample,
        fadePixels * scale / lumaPerSample);
  }

  int end() {
    return start + size;
  }
}
