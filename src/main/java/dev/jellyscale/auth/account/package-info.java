/** Accounts of this node itself: one for who runs it, one for who uses it; and who is signed in. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.account;
