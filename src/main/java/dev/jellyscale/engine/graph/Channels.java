package dev.jellyscale.engine.graph;

/** What the images are that a network takes and gives. */
public enum Channels {
  /** One channel, luma or any other single plane. */
  LUMA(1),
  /** Three channels: red, green, blue. */
  RGB(3);

  private final int count;

  Channels(int count) {
    this.count = count;
  }

  /** 1 or 3. */
  public int count() {
    return count;
  }
}
