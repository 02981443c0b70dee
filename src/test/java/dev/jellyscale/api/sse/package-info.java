/** Tests of streams of events. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.sse;
