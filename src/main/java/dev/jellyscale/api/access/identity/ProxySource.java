package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.sender.SiteCheck;
import dev.jellyscale.auth.proxy.ProxyClaim;

/**
 * Callers whom a trusted proxy has let in. It knows them by a cookie of its own, so a page of
 * another site could use that too.
 */
final class ProxySource implements IdentitySource {

  @Override
  public boolean countsIn(Realm realm) {
    return true;
  }

  @Override
  public Finding look(Arrival arrival) {
    if (!(arrival.sender().claim() instanceof ProxyClaim.Proven(var user))) {
      return new Finding.Nothing();
    }
    var request = arrival.request();
    return !SiteCheck.reads(request) && SiteCheck.isForeign(request, arrival.sender())
        ? new Finding.Foreign()
        : new Finding.Somebody(Identified.as(user));
  }
}
