/** Tests of who is calling and what they may do. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth;
