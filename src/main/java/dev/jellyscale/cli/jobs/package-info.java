/** {@code jellyscale jobs}: jobs asked for, watched and steered through a running node. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.jobs;
