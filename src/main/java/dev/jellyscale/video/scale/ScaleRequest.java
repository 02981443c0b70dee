package dev.jellyscale.video.scale;

import dev.jellyscale.protocol.job.TargetBox;

/** How large the result shall be. */
public sealed interface ScaleRequest {

  /** As large as one run of the network makes it. */
  record OfNetwork() implements ScaleRequest {
    @Override
    public String toString() {
      return "the network's own scale";
    }
  }

  /**
   * So many times as wide and high.
   *
   * @param factor 2, 3 or 4
   */
  record Times(int factor) implements ScaleRequest {
    public Times {
      if (factor < 2 || factor > 4) {
        throw new dev.jellyscale.error.JellyscaleException.Invalid(
            "A scale of " + factor + " is not possible: it is 2, 3 or 4");
      }
    }

    @Override
    public String toString() {
      return factor + "x";
    }
  }

  /** As large as fits into a box when displayed. */
  record Fit(TargetBox box) implements ScaleRequest {
    @Override
    public String toString() {
      return box.toString();
    }
  }
}
