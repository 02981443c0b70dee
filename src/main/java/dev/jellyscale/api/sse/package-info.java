/** Streams of server-sent events: how they begin, keep time and end. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.sse;
