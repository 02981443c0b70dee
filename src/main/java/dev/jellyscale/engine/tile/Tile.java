package dev.jellyscale.engine.tile;

/** A rectangle of the frame that is inferred at once. */
public record Tile(Span columns, Span rows) {}
