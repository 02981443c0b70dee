package dev.jellyscale.engine.tile;

import dev.jellyscale.frame.FrameFormat;

/**
 * Where one plane of a frame lies in memory and how its samples relate to luma.
 *
 * @param width samples of a row
 * @param height rows
 * @param columns luma columns of a sample
 * @param rows luma rows of a sample
 * @param sampleBytes 1 or 2
 */
record PlaneLayout(int width, int height, int columns, int rows, int sampleBytes) {

  static PlaneLayout of(FrameFormat frame, int plane) {
    var pixels = frame.pixels();
    return new PlaneLayout(
        frame.planeWidth(plane),
        frame.planeHeight(plane),
        plane == 0 ? 1 : pixels.subsampling().columns(),
        plane == 0 ? 1 : pixels.subsampling().rows(),
        pixels.bytesPerSample());
  }

  long offset(int row, int column) {
    return ((long) row * width + column) * sampleBytes;
  }
}
