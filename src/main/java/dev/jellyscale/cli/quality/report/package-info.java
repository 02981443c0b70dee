/** What was measured, and how it is printed. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.quality.report;
