/**
 * Builds graphs that take and give the integer planes of a picture around models that take and give
 * floating-point images.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.graph;
