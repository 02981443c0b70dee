/** Tests of the routes for what there is not. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.unavailable;
