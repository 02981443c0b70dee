package dev.jellyscale.auth.account;

import dev.jellyscale.auth.Role;
import dev.jellyscale.auth.token.Fingerprint;
import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param id the hash of what his browser holds
 * @param name of the account
 * @param ends when it is over, however much it is used
 */
public record Session(Fingerprint id, String name, Role role, Instant ends) {}
