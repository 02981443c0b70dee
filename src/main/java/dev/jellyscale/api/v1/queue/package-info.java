/** The queue of all jobs over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.queue;
