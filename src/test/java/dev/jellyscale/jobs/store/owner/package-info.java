/** Tests of jobs by whom they belong to. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.owner;
