/** {@code jellyscale rules}: rules and scans of a running node. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.rules;
