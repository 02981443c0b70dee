/** A node's part in the work of all: it lives, picks, works and keeps the table in order. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.node;
