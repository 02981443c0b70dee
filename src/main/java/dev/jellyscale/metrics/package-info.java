/** Names, units and labels of what this program measures, in one place. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.metrics;
