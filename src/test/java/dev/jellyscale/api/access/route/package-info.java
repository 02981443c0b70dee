/** Rows of the table of routes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.route;
