/** Failures a caller can act upon. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.error;
