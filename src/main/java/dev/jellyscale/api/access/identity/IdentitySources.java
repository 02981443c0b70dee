package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.jellyfin.NodeJellyfin;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * All ways of telling who calls, in the order in which they are tried: what a caller shows on
 * purpose, and last what only somebody else can judge.
 */
@Singleton
public class IdentitySources {
  private final RateLimits limits = new RateLimits(TimeMeter.SYSTEM_MILLISECONDS);
  private final List<IdentitySource> sources;

  IdentitySources(NodeAccess access, NodeJellyfin jellyfin) {
    sources =
        List.of(
            new ApiTokenSource(access::gatekeeper, limits), new JellyfinSource(jellyfin, limits));
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
