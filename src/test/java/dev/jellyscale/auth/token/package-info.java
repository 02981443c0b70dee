/** Tests of managed tokens. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.token;
