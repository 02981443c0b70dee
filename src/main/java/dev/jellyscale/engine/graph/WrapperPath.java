package dev.jellyscale.engine.graph;

/** A way from integer planes through a network and back. */
sealed interface WrapperPath permits LumaPath, ColourPath, PlanarPath {

  /** Appends all nodes and declares inputs and outputs; call it once. */
  void append();
}
