package dev.jellyscale.engine.device;

/** How cuDNN finds the algorithm of each convolution when a graph runs for the first time. */
public enum CudnnSearch {
  /** Tries all of them: slowest start, fastest runs. */
  EXHAUSTIVE,
  /** Asks cuDNN's heuristic. */
  HEURISTIC,
  /** Takes the default algorithm. */
  DEFAULT
}
