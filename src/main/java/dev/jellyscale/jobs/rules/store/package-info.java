/** Rules and their scans as rows. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.rules.store;
