package dev.jellyscale.engine.render;

import dev.jellyscale.engine.tile.Tile;
import dev.jellyscale.frame.Frame;

/** One tile of one frame that is to be inferred. */
record Work(Frame input, Frame output, Tile tile) {}
