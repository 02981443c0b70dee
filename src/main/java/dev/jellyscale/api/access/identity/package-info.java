/** The ways in which a request can tell who calls. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.identity;
