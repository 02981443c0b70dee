/** The database of jobs: a SQLite file, or PostgreSQL where several nodes share it. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.database;
