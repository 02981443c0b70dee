/** Execution providers: their options, and which of them opens a graph. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.device;
