package dev.jellyscale.auth;

import dev.jellyscale.auth.token.Fingerprint;
import dev.jellyscale.auth.token.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * Tells what a presented token is worth. Never blocks. Refuses everybody where there is nothing to
 * compare with.
 */
public final class Gatekeeper {
  private final Rules rules;

  /** A gatekeeper of these rules. */
  public Gatekeeper(Rules rules) {
    this.rules = rules;
  }

  /** A token of the operator, and whether it is so short that guesses must be slowed down. */
  public record Key(Fingerprint fingerprint, boolean guessable) {}

  /**
   * What holds at this node.
   *
   * @param open whether everybody may do everything
   * @param keys tokens of the operator
   * @param tokens managed ones; empty where their database cannot be used
   */
  public record Rules(boolean open, List<Key> keys, Optional<Tokens> tokens) {

    /** Nobody may do anything. */
    public static Rules closed() {
      return new Rules(false, List.of(), Optional.empty());
    }

    public Rules {
      keys = List.copyOf(keys);
    }
  }

  /** Whether everybody may do everything. */
  public boolean isOpen() {
    return rules.open();
  }

  /** The managed tokens; empty where they cannot be used. */
  public Optional<Tokens> tokens() {
    return rules.tokens();
  }

  /**
   * Tells what a token is worth.
   *
   * @param presented as it came; empty for none
   * @param guessing whether too many wrong tokens came from the same place lately: then tokens that
   *     can be guessed are not even compared, and those that cannot still are
   */
  public Verdict judge(Optional<String> presented, boolean guessing) {
    if (rules.open()) {
      return new Verdict.Known(new Caller.OpenDoor());
    }
    if (rules.keys().isEmpty() && rules.tokens().map(Tokens::count).orElse(0) == 0) {
      return new Verdict.NothingConfigured();
    }
    if (presented.isEmpty()) {
      return new Verdict.Missing();
    }
    var fingerprint = Fingerprint.of(presented.get());
    if (isKey(fingerprint, guessing)) {
      return new Verdict.Known(new Caller.Bootstrap());
    }
    var holder = rules.tokens().flatMap(tokens -> tokens.holder(fingerprint));
    if (holder.isPresent()) {
      return new Verdict.Known(holder.get());
    }
    return guessing ? new Verdict.TooMany() : new Verdict.Wrong();
  }

  /**
   * Whether somebody who was let in would be let in again: the token was neither revoked nor has it
   * expired meanwhile. The operator's own tokens hold as long as the node runs.
   */
  public boolean isStillKnown(Caller caller) {
    return switch (caller) {
      case Caller.Managed managed ->
          rules.tokens().map(tokens -> tokens.isHeld(managed.id())).orElse(false);
      case Caller.Anonymous _, Caller.Bootstrap _, Caller.OpenDoor _ -> true;
      // These are known by others, who are asked instead.
      case Caller.ProxyUser _, Caller.LocalUser _ -> false;
      // Theirs is the facade, which streams nothing.
      case Caller.JellyfinUser _, Caller.JellyfinKey _ -> false;
    };
  }

  private boolean isKey(Fingerprint presented, boolean guessing) {
    boolean found = false;
    for (var key : rules.keys()) {
      if (!guessing || !key.guessable()) {
        found |= key.fingerprint().matches(presented);
      }
    }
    return found;
  }
}
