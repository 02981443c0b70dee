/**
 * Work that outlives a request. A job has one source, one recipe and one output; it is cut into
 * segments, which are tried in numbered attempts. Types of this package know no SQL and no HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs;
