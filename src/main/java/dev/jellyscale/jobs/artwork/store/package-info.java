/** Pictures that were enlarged, and what scans say of pictures, as rows. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.artwork.store;
