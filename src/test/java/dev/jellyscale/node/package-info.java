/** Tests of the node as it is really started. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.node;
