/** Where a request comes from, how its sender calls this node, and whom a proxy says it is of. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.sender;
