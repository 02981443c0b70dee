/**
 * Notices that wait to be told. One is written with the change that it tells of, in the same
 * transaction, so that none is lost and none tells what has not happened.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.store.outbox;
