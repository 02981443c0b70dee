/** What this machine offers, and what is missing. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.doctor;
