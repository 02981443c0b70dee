/** Rows about what jobs leave on disks, and about the room there is on them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.upkeep;
