package dev.jellyscale.engine.tile;

/**
 * How neighbouring tiles meet.
 *
 * @param reach input pixels that each tile sees beyond the seam, a multiple of {@code unit}; two
 *     neighbours share at least twice as many
 * @param unit positions and sizes of tiles are multiples of it: 2 where chroma is subsampled
 * @param blended whether the {@code reach} pixels on both sides of the seam fade from one tile into
 *     the other; else each tile is cut there
 */
public record Seam(int reach, int unit, boolean blended) {

  public Seam {
    if (unit < 1 || reach < 0 || reach % unit != 0) {
      throw new IllegalArgumentException("reach=" + reach + " is no multiple of unit=" + unit);
    }
    if (blended && reach == 0) {
      throw new IllegalArgumentException("Tiles that share no pixels cannot be blended");
    }
  }

  /** The seam with the least multiple of {@code unit} that is not below {@code pixels}. */
  public static Seam reaching(int pixels, int unit, boolean blended) {
    return new Seam(Math.ceilDiv(pixels, unit) * unit, unit, blended);
  }

  /**
   * The smallest tile that may have neighbours: one that keeps a core of its own, and whose two
   * fading borders do not meet where it has a neighbour on each side.
   */
  public int leastTile() {
    int shared = 2 * reach;
    return blended ? 3 * shared : shared + unit;
  }
}
