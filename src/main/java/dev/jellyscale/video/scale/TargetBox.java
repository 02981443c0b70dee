package dev.jellyscale.video.scale;

/** Box that the displayed picture shall fit into. */
public enum TargetBox {
  P720(1280, 720),
  P1080(1920, 1080),
  P1440(2560, 1440),
  P2160(3840, 2160);

  private final int width;
  private final int height;

  TargetBox(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Pixels from left to right. */
  public int width() {
    return width;
  }

  /** Pixels from top to bottom. */
  public int height() {
    return height;
  }

  /** As a person names it: {@code 1080p}. */
  @Override
  public String toString() {
    return height + "p";
  }
}
