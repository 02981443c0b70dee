/** Measures what a node adds to a frame, how its memory behaves, and what it does under load. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.service;
