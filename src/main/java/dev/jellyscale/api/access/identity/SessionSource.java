package dev.jellyscale.api.access.identity;

import dev.jellyscale.api.access.sender.SiteCheck;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.account.Sessions;

/** Callers who have signed in with an account of this node, by the cookie that they got then. */
final class SessionSource implements IdentitySource {
  private final Sessions sessions;

  SessionSource(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean countsIn(Realm realm) {
    return true;
  }

  @Override
  public Finding look(Arrival arrival) {
    var request = arrival.request();
    var session = SessionCookie.of(arrival.sender()).read(request).flatMap(sessions::find);
    if (session.isEmpty()) {
      return new Finding.Nothing();
    }
    if (!SiteCheck.reads(request) && !SiteCheck.isOurs(request, arrival.sender())) {
      return new Finding.Foreign();
    }
    var found = session.get();
    return new Finding.Somebody(
        Identified.as(new Caller.LocalUser(found.name(), found.role(), found.id())));
  }
}
