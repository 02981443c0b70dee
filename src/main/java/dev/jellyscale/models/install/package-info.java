/**
 * Puts model files into the data directory: whole, verified, inspected and tried, or not at all.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.install;
