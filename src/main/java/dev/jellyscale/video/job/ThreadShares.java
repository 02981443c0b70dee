package dev.jellyscale.video.job;

/**
 * How many threads each stage gets. On a CPU the network takes most of the time and all cores;
 * decoder and encoder need little and must not split their work finer than it pays.
 *
 * @param decoder threads of the software decoder
 * @param encoder threads of the encoder; part of the recipe, because it changes the output
 */
public record ThreadShares(int decoder, int encoder) {
  private static final int MOST_FOR_DECODER = 2;
  private static final int MOST_FOR_ENCODER = 8;

  /**
   * Shares for this machine.
   *
   * @param most the user's bound; 0 for none
   */
  public static ThreadShares of(int most) {
    int cores = Runtime.getRuntime().availableProcessors();
    int bound = most > 0 ? Math.min(most, cores) : cores;
    return new ThreadShares(Math.min(bound, MOST_FOR_DECODER), Math.min(bound, MOST_FOR_ENCODER));
  }
}
