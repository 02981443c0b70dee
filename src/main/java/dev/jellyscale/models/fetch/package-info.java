/** Fetches files that are known by their hash, from hosts that are listed, and from no other. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.fetch;
