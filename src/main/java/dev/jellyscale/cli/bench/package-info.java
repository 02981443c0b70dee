/**
 * Measures every stage on this machine, and two ways that others go, in one run. A benchmark is
 * never a test: nothing fails because a machine is slow.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.bench;
