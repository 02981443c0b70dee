/** The nodes that work for jobs over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.nodes;
