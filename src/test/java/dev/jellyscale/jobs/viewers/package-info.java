/** Tests of {@link dev.jellyscale.jobs.viewers}. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.viewers;
