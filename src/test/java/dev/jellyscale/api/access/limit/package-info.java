/** Tests of what callers may do only so often. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.limit;
