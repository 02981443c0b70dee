/** The line between a running node and the command line of the same user. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.control;
