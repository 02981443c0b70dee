/** Tests of figures. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.metrics;
