package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.jellyfin.NodeJellyfin;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * All ways of telling who calls, in the order in which they are tried: first the tokens that a
 * caller shows on purpose, then what proxies and browsers send by themselves.
 */
@Singleton
public class IdentitySources {
  private final RateLimits limits = new RateLimits(TimeMeter.SYSTEM_MILLISECONDS);
  private final List<IdentitySource> sources;

  IdentitySources(NodeAccess access, NodeJellyfin jellyfin, NodeAccounts accounts) {
    var ours = new ApiTokenSource(access::gatekeeper, limits);
    var theirs = new JellyfinSource(jellyfin, limits);
    var proxy = new ProxySource();
    var session = new SessionSource(accounts.sessions());
    // Without a server nobody can judge its tokens, so they may stand in nobody's way.
    sources =
        jellyfin.tokens().isPresent()
            ? List.of(ours, theirs, proxy, session)
            : List.of(ours, proxy, session, theirs);
  }

  /** What bounds wrong tokens, and more. */
  public RateLimits limits() {
    return limits;
  }

  /** What the first way finds that finds anything; else nothing. */
  public Finding look(Arrival arrival) {
    for (var source : sources) {
      if (source.countsIn(arrival.realm())) {
        var finding = source.look(arrival);
        if (!(finding instanceof Finding.Nothing)) {
          return finding;
        }
      }
    }
    return new Finding.Nothing();
  }
}
