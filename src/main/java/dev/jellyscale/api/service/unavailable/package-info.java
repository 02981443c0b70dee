/** Routes of the contract for what Jellyscale does not do: they say so, and read no body. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.unavailable;
