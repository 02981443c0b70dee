/** Scans of libraries: what a rule means, told or done. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.rules.scan;
