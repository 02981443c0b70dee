/** The queue of all jobs over the facade, for administrators. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.queue;
