/** Routes about models: list, fetch, load, import, remove. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.models;
