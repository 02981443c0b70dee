/** What jobs will still write, what room there is for it, and which of them have to wait. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.disk;
