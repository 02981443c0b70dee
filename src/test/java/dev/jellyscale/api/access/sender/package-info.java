/** Who sends a request, as far as it can be known. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.sender;
