/** What codes of samples stand for, and the matrices between R'G'B' and Y'CbCr. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.graph.colour;
