/** Models of the service, for every family of routes: list, load, take, remove. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.models;
