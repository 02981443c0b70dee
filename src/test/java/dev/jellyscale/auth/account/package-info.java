/** Tests of accounts, sessions and what slows down guesses. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.account;
