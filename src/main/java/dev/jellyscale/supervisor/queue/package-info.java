/** Who waits for a renderer, in which order, and for how long. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.supervisor.queue;
