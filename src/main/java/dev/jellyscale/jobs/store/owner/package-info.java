/** Jobs by whom they belong to: how many somebody may have, and what became of them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.owner;
