/** The node's side of renderer processes: starts, watches and restarts them, sends commands. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.supervisor;
