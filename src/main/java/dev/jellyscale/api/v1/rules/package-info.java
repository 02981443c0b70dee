/** Rules of libraries and their scans over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.rules;
