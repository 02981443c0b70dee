/** Who is calling, and what they may do. Knows no HTTP. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth;
