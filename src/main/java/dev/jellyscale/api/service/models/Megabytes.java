package dev.jellyscale.api.service.models;

/** Sizes as the contract tells them: in MiB, to two places. */
public final class Megabytes {
  private static final double MEBIBYTE = 1 << 20;

  private Megabytes() {}

  /** So many bytes. */
  public static double of(long bytes) {
    return Math.round(bytes / MEBIBYTE * 100) / 100.0;
  }
}
