/** What callers may do only so often, and by whom it is counted. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access.limit;
