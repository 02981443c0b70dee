/**
 * Rules: which videos of a library are upscaled by themselves, and how. Which those are is a pure
 * function of the rule, of what Jellyfin tells of an item and of what was done with its file
 * before.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.rules;
