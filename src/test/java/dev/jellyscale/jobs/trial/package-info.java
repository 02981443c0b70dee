/** Jobs in processes that are killed, frozen and starved. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.trial;
