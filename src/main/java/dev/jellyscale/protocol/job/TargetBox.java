package dev.jellyscale.protocol.job;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Boxes that the displayed picture shall fit into, as people name them. */
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

  private Size size() {
    return new Size(width, height);
  }

  /**
   * The box of a word.
   *
   * @throws Invalid if it is none
   */
  public static Size parse(String word) {
    return Arrays.stream(values())
        .filter(box -> word.equals(of(box.size())))
        .findFirst()
        .orElseThrow(() -> new Invalid("It is one of " + words()))
        .size();
  }

  private static String words() {
    return Arrays.stream(values()).map(box -> of(box.size())).collect(Collectors.joining(", "));
  }

  /** The word of a box. */
  public static String of(Size size) {
    return size.height() + "p";
  }

  /** As a person names it: {@code 1080p}. */
  @Override
  public String toString() {
    return of(size());
  }
}
