/** Failures as HTTP answers: {@code {"detail"}} on the service's routes, RFC 9457 elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.problem;
