/** Where nodes fail on purpose, so that tests see what is lost. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.fault;
