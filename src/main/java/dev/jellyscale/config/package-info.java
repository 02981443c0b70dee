/** Where a node keeps its things, and what it is called. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.config;
