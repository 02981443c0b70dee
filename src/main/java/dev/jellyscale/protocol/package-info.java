/**
 * What the parts of a job tell each other: source facts, recipes, encoder settings, device facts,
 * events.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol;
