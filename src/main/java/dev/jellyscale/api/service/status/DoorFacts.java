package dev.jellyscale.api.service.status;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.auth.token.Tokens;

/**
 * Who may come in.
 *
 * @param closed whether a token is asked for
 * @param apiToken whether the operator has set {@code API_TOKEN}
 * @param managedTokens so many are there
 */
record DoorFacts(boolean closed, boolean apiToken, int managedTokens) {

  static DoorFacts of(NodeAccess access) {
    var gatekeeper = access.gatekeeper();
    return new DoorFacts(
        !gatekeeper.isOpen(),
        access.hasOperatorsToken(),
        gatekeeper.tokens().map(Tokens::count).orElse(0));
  }
}
