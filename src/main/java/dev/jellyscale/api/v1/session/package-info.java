/** Signing in with an account of this node, and out again. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.session;
