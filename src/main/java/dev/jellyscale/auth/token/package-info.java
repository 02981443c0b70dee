/** Managed tokens: secrets that are shown once, and the database that remembers their hashes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.token;
