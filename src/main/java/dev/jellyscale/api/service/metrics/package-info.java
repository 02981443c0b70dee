/** Figures of the node for Prometheus, and beside them those that the existing plugin reads. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.metrics;
