package dev.jellyscale.video.decode;

import dev.jellyscale.protocol.Deinterlace;

/**
 * How a source is decoded.
 *
 * @param threads of the software decoder, 1 to 64
 * @param deinterlace what to do if the source is interlaced; without effect if it is not
 * @param hardware whether a hardware decoder is tried first
 * @param allowDamaged whether what cannot be decoded is left out instead of ending the work
 */
public record DecodeOptions(
    int threads, Deinterlace deinterlace, boolean hardware, boolean allowDamaged) {
  private static final int MAX_THREADS = 64;

  public DecodeOptions {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads=" + threads + " is not between 1 and 64");
    }
  }
}
