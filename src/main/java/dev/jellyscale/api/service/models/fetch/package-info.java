/** Fetching models of the catalogue, at once or while nobody waits. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.models.fetch;
