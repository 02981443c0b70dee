package dev.jellyscale.jellyfin.call;

/**
 * How much of an answer is waited for and read.
 *
 * @param bytes largest body
 * @param patience how many times as long as usual it may take, from the call to the last byte
 */
public record Bound(int bytes, int patience) {
  private static final int MEBI = 1024 * 1024;

  /** 4 MiB within 5 s. */
  public static final Bound USUAL = new Bound(4 * MEBI, 1);

  /** 16 MiB within 30 s: lists of items. */
  public static final Bound LIST = new Bound(16 * MEBI, 6);

  /** 32 MiB within 30 s: pictures. */
  public static final Bound PICTURE = new Bound(32 * MEBI, 6);
}
