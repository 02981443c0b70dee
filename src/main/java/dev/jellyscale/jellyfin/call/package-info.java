/** One call of a Jellyfin server: bounded in bytes and time, and judged by a circuit breaker. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin.call;
