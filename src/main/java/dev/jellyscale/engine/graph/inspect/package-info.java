/** Finds out what a model file takes and gives before anything is built around it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.graph.inspect;
