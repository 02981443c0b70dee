/** Tests of the node's side of renderer processes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.supervisor;
